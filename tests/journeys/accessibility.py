"""axe-core over a page: WCAG 2.2 AA and best practice."""

from axe_playwright_python.sync_playwright import Axe

RULES = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
}


def faults(page):
    """What axe finds on the page as it stands: "rule: the elements", sorted; nothing where it is clean."""
    found = Axe().run(page, options=RULES).response["violations"]
    return sorted(f"{each['id']}: {[node['target'] for node in each['nodes'][:5]]}" for each in found)
