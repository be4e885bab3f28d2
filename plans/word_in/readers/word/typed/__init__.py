"""Files that are text under any name: Markdown, or plain lines."""
