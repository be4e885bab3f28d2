"""The rich text editor as its writer has it: opened, with the cursor where it belongs."""

from django.urls import reverse

TEXT = ".ProseMirror[contenteditable=true]"
# The words of the paragraph that the cursor is in, up to the cursor.
BEFORE_CURSOR = """() => {
    const { anchorNode, anchorOffset } = getSelection();
    const inside = anchorNode.nodeType === Node.ELEMENT_NODE ? anchorNode : anchorNode.parentElement;
    const words = document.createRange();
    words.selectNodeContents(inside.closest("p, li, h2, h3, h4, td"));
    words.setEnd(anchorNode, anchorOffset);
    return words.toString();
}"""


def edit_url(section):
    edition = section.edition
    return reverse("section_edit", args=[edition.plan.coalition.slug, edition.plan_id, edition.number, section.pk])


def open_editor(page, section):
    page.goto(edit_url(section))
    page.wait_for_selector(TEXT)
    return page


def put_cursor_after(page, words):
    """Click into the paragraph that ends with `words` and go to its end; a busy browser may take the click last."""
    page.locator(f"{TEXT} p", has_text=words).first.click()
    for _ in range(20):
        page.keyboard.press("End")
        page.wait_for_timeout(50)
        if (before := page.evaluate(BEFORE_CURSOR)).endswith(words):
            return
    raise AssertionError(f"The cursor stays after {before!r}.")
