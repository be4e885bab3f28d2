"""axe-core over a page: WCAG 2.2 AA and best practice."""

from axe_playwright_python.sync_playwright import Axe

OPTIONS = {
    "runOnly": {
        "type": "tag",
        "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    },
    # The same rules run; what passed is not gathered node by node, which takes half of the time.
    "resultTypes": ["violations"],
}
RUN = "options => axe.run(options).then(results => results.violations)"


def faults(page):
    """What axe finds on the page as it stands: "rule: the elements", sorted.

    Nothing where it is clean.
    """
    if not page.evaluate("'axe' in window"):
        page.evaluate(Axe().axe_script)
    found = page.evaluate(RUN, OPTIONS)
    return sorted(
        f"{each['id']}: {[node['target'] for node in each['nodes'][:5]]}" for each in found
    )
