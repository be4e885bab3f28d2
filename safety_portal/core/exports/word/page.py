"""The sheet that a Word file is laid out on: US letter."""

# 24 mm above, 20 mm below, 18 mm left and right of the text, which is 10,200 twips wide.
MARGINS = (
    '<w:pgMar w:top="1361" w:right="1020" w:bottom="1134" w:left="1020"'
    ' w:header="680" w:footer="567" w:gutter="0"/>'
)
LETTER = f'<w:pgSz w:w="12240" w:h="15840"/>{MARGINS}'
