"""An edition opened at a section, and what is seen of it."""

from django.urls import reverse

from plans.editions.outline import outline


def address(section, name="workspace_section", *more):
    edition = section.edition
    return reverse(
        name, args=[edition.plan.coalition.slug, edition.plan_id, edition.number, section.pk, *more]
    )


def seen(edition, user):
    """The outline as (title, readable) pairs."""
    return [(place.title, place.is_readable) for place in outline(edition, user)]


def counted(client, url, django_assert_num_queries, number):
    with django_assert_num_queries(number):
        assert client.get(url).status_code == 200
