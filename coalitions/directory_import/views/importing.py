"""Schools from a file, as pages. What is missing in the file is answered for, place by place."""

from coalitions.directory_import import actions
from coalitions.directory_import.comparison import compare_for
from coalitions.directory_import.forms import SchoolColumnsForm
from coalitions.directory_import.queries import own_district, own_schools, scope_in_words
from coalitions.directory_import.readers import cells, directories
from coalitions.directory_import.views import preview
from coalitions.table_layouts import school_columns
from coalitions.table_layouts.belonging import SCHOOLS, refusing
from safety_portal.core.files.filetypes import FileRefused
from safety_portal.core.files.reading import read_table
from safety_portal.core.imports.columns import choice, columns_in, sheet_of
from safety_portal.core.imports.views import Pages, TableImport
from safety_portal.core.look.wording import counted
from safety_portal.core.values import whole_number
from safety_portal.core.web.posting import posted

MOST_ROWS = 25_000


class SchoolImport(TableImport):
    """Schools and districts, for one district or by the operator for all."""

    address = "directory_import"
    pages = Pages(
        choose="coalitions/directory_import/choose.html",
        columns="coalitions/directory_import/columns.html",
        preview="coalitions/directory_import/preview.html",
        imported="coalitions/directory_import/imported.html",
    )

    def keep(self, request, form):
        """Keep a file that is no list of another kind. Raises FileRefused."""
        upload = form.cleaned_data["file"]
        content = upload.read()
        table = read_table(content, refuse=refusing(but=SCHOOLS))
        refuse_length(table)
        layout = school_columns.recognised(table)
        if layout:
            layout.used(table)
        file = actions.keep_school_file(
            name=upload.name, content=content, sheet=table.origin.sheet, by=request.user
        )
        return file, bool(layout)

    def table(self, file):
        """The table of the kept file."""
        return read_table(bytes(file.content), sheet=sheet_of(file.mapping))

    def columns_form(self, request, file, table):
        """The form, filled with what was chosen, is known or can be guessed."""
        layout = school_columns.recognised(table)
        known = {field: names[0] for field, names in layout.columns.items()} if layout else {}
        proposed = known or school_columns.likely_mapping(table)
        return SchoolColumnsForm(
            posted(request),
            labels=school_columns.FIELDS,
            names=table.header,
            known=known,
            chosen={**proposed, **columns_in(file.mapping)},
            states=sorted(cells.STATES),
            district=own_district(request.user),
        )

    def check(self, file, table, mapping):
        """Raise FileRefused where these columns are not enough, or stand twice."""
        school_columns.layout_for(table, mapping).used(table)

    def keep_choice(self, request, file, *, sheet, columns):
        """Keep which columns are read."""
        actions.choose_columns(file=file, mapping=choice(sheet, columns), by=request.user)

    def read(self, file):
        """The directory in the kept file. Raises FileRefused."""
        content, mapping = bytes(file.content), file.mapping
        directory = directories.read_directory(
            content, columns_in(mapping), sheet=sheet_of(mapping)
        )
        refuse_length_of(directory.total)
        return directory

    def shown(self, request, file, document):
        """What the directory would change for the reader."""
        return preview.preview(compare_for(directory=document, by=request.user))

    def write(self, request, file, document, *, expected):
        """Write it, and close what was said to have closed."""
        comparison = actions.import_schools(
            directory=document,
            by=request.user,
            name=file.name,
            file=file,
            close=closed_places(request.POST),
            expected=expected,
        )
        places = len(comparison.new) + len(comparison.changed)
        return f"{counted(places, document.kind)} imported."

    def things(self, count, counts):
        """How many of what."""
        return counted(count, counts["kind"])

    def sums(self, counts):
        """The balance."""
        return preview.balance(counts)

    def context(self, request, file=None):
        """The way back, and whose rows are used."""
        return {"home": own_schools(request.user), "scope": scope_in_words(request.user)}


def refuse_length(table):
    """Raise FileRefused for more rows than a page compares while somebody waits."""
    refuse_length_of(len(table.rows))


def refuse_length_of(rows: int):
    """Raise FileRefused for more rows than any state has schools."""
    if rows > MOST_ROWS:
        raise FileRefused(
            f"This file has {rows:,} rows and a page takes {MOST_ROWS:,}; import it in parts, "
            "one for each state."
        )


def closed_places(answers) -> list[int]:
    """The ids of the places of which somebody said that they have closed."""
    closed = (
        whole_number(name.removeprefix("place-"))
        for name, answer in answers.items()
        if name.startswith("place-") and answer == "closed"
    )
    return [place for place in closed if place is not None]


SCHOOL_IMPORT = SchoolImport()
