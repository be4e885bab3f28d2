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
    return reverse(
        "writing_edit",
        args=[edition.plan.coalition.slug, edition.plan_id, edition.number, section.pk],
    )


def open_editor(page, section):
    page.goto(edit_url(section))
    page.wait_for_selector(TEXT)
    return page


def put_cursor_after(page, words):
    """Click into the paragraph that ends with `words` and go to its end.

    A busy browser may take the click last.
    """
    page.locator(f"{TEXT} p", has_text=words).first.click()
    for _ in range(20):
        page.keyboard.press("End")
        page.wait_for_timeout(50)
        if (before := page.evaluate(BEFORE_CURSOR)).endswith(words):
            return
    raise AssertionError(f"The cursor stays after {before!r}.")


SELECTED = """() => {
    const { state } = document.querySelector(".ProseMirror").editor;
    return state.doc.textBetween(state.selection.from, state.selection.to);
}"""


def editor_has_selected(page, words):
    """Wait until the editor, which hears of a selection a little later than the browser, has
    selected these words.
    """
    for _ in range(100):
        if page.evaluate(SELECTED) == words:
            return
        page.wait_for_timeout(20)
    raise AssertionError(f"The editor has selected {page.evaluate(SELECTED)!r}.")


PASTE = """([html, text, files]) => {
    const data = new DataTransfer();
    if (html) data.setData("text/html", html);
    if (text) data.setData("text/plain", text);
    for (const [name, type, base64] of files) {
        const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
        data.items.add(new File([bytes], name, { type }));
    }
    const paste = new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true });
    document.querySelector(".ProseMirror").dispatchEvent(paste);
}"""


def paste(page, html="", *, text="", files=()):
    """Paste into the open editor what a program put on the clipboard.

    Files are (name, type, base64).
    """
    page.evaluate(PASTE, [html, text, list(files)])
