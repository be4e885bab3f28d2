"""Bring in schools from a file.

Choose it, look at what it would change, say what is missing, bring it in.
"""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from coalitions.coalition.models import Coalition
from coalitions.directory_import import actions
from coalitions.directory_import.forms import ColumnsForm, SchoolFileForm
from coalitions.directory_import.readers import cells, directories
from coalitions.directory_import.views import preview
from coalitions.schools import policies
from coalitions.schools.models import District
from coalitions.table_layouts import school_columns
from coalitions.table_layouts.belonging import SCHOOLS, refuse_elsewhere
from safety_portal.core.files.filetypes import FileRefused
from safety_portal.core.files.reading import read_table
from safety_portal.core.look.wording import counted
from safety_portal.core.states import WrongState
from safety_portal.core.values import whole_number
from safety_portal.core.web.posting import posted

MOST_ROWS = 25_000


def bring(request):
    """Choose a file. One that is no table is refused at once.

    One with unknown columns is asked about first.
    """
    form = SchoolFileForm(posted(request), request.FILES or None)
    if request.method == "POST" and form.is_valid():
        upload = form.cleaned_data["file"]
        content = upload.read()
        try:
            table = read_table(content)
            refuse_length(table)
            refuse_elsewhere(table.header, but=SCHOOLS)
            layout = school_columns.recognised(table)
            if layout:
                layout.used(table)
        except FileRefused as refused:
            form.add_error("file", str(refused))
        else:
            file = actions.keep_file(name=upload.name, content=content, by=request.user)
            return redirect("school_file" if layout else "school_file_columns", file.pk)
    context = {"form": form, "home": own_schools(request), "scope": scope_in_words(request.user)}
    return render(
        request,
        "coalitions/directory_import/bring.html",
        context,
        status=422 if form.is_bound else 200,
    )


def refuse_length(table):
    """Raise FileRefused for more rows than a page compares while somebody waits.

    No state has as many schools.
    """
    if len(table.rows) > MOST_ROWS:
        raise FileRefused(
            f"This file has {len(table.rows):,} rows and a page takes {MOST_ROWS:,}; bring it in parts, one for each state."
        )


def columns(request, file):
    """Say which column is which; GET the form, POST it."""
    file = waiting(request.subject)
    table = read_table(bytes(file.content))
    form = columns_form(request, file, table)
    if request.method == "POST" and form.is_valid():
        mapping = form.cleaned_data["mapping"]
        try:
            school_columns.layout_for(table, mapping).used(table)
        except FileRefused as refused:
            form.add_error(None, str(refused))
        else:
            actions.choose_columns(file=file, mapping=mapping, by=request.user)
            return redirect("school_file", file.pk)
    context = {"form": form, "file": file, "home": own_schools(request), "known": bool(form.known)}
    return render(
        request,
        "coalitions/directory_import/columns.html",
        context,
        status=422 if form.is_bound else 200,
    )


def columns_form(request, file, table):
    """The form that asks for the columns of `table`, filled with what was chosen, is known or can
    be guessed.
    """
    layout = school_columns.recognised(table)
    known = {field: names[0] for field, names in layout.columns.items()} if layout else {}
    return ColumnsForm(
        posted(request),
        labels=school_columns.FIELDS,
        names=[name for name in dict.fromkeys(table.header) if name],
        known=known,
        chosen={**(known or school_columns.likely_mapping(table)), **file.mapping},
        states=sorted(cells.STATES),
        district=own_district(request),
    )


def look(request, file):
    """What the file would change, or once it has been brought in, what it did."""
    file = request.subject
    context = {"file": file, "home": own_schools(request)}
    if file.applied_at:
        return render(
            request,
            "coalitions/directory_import/brought.html",
            {**context, "sums": preview.balance(file.counts)},
        )
    try:
        directory = directories.read_directory(bytes(file.content), file.mapping)
    except school_columns.UnknownLayout:
        return redirect("school_file_columns", file.pk)
    comparison = actions.preview(directory=directory, by=request.user)
    return render(
        request, "coalitions/directory_import/look.html", {**context, **preview.preview(comparison)}
    )


@require_POST
def bring_in(request, file):
    """Write what was shown, if it is still what was shown; a file read by then is not kept."""
    file = waiting(request.subject)
    directory = directories.read_directory(bytes(file.content), file.mapping)
    answers = {
        name.removeprefix("place-"): answer
        for name, answer in request.POST.items()
        if name.startswith("place-")
    }
    closed = (whole_number(place) for place, answer in answers.items() if answer == "closed")
    close = [place for place in closed if place is not None]
    comparison = actions.import_schools(
        directory=directory,
        by=request.user,
        name=file.name,
        file=file,
        close=close,
        expected=request.POST.get("seen", ""),
    )
    messages.success(
        request,
        f"{counted(len(comparison.new) + len(comparison.changed), directory.kind)} brought in.",
    )
    return redirect("school_file", file.pk)


def waiting(file):
    """The file, which must not have been brought in. Raises WrongState."""
    if file.applied_at:
        raise WrongState(
            "This file has been brought in already. Bring it again to see what is new in it."
        )
    return file


def own_district(request):
    """The one district whose rows the reader brings in, or None for the operator and for
    administrators of several.
    """
    districts = policies.administered_districts(request.user)
    if request.user.is_superuser or len(districts) != 1:
        return None
    return District.objects.get(pk__in=districts)


def own_schools(request):
    """Coalition of the district whose list of schools is the way back, or None for the operator."""
    districts = policies.administered_districts(request.user)
    return (
        Coalition.objects.of_member(request.user)
        .filter(district_id__in=districts, school__isnull=True)
        .first()
    )


def scope_in_words(user):
    """The names of the districts whose rows count; empty for the operator, for whom all do."""
    if user.is_superuser:
        return ""
    names = District.objects.filter(pk__in=policies.administered_districts(user)).order_by("name")
    return ", ".join(names.values_list("name", flat=True))
