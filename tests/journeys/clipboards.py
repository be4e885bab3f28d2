"""What programs put on the clipboard, written here after what they really write.

Markup, style sheets, comments, pictures.

Each is (HTML, the text as it is saved, the sentences that count what was left out).
"""

DOT = "iVBORw0KGgoAAAANSUhEUgAAABQAAAAUCAIAAAAC64paAAAAG0lEQVR4nGMQSJlENmIY1TyqeVTzqOZRzRRqBgA0n1xN0Y1J0wAAAABJRU5ErkJggg=="
WORD_HEAD = """<html xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"
xmlns:w="urn:schemas-microsoft-com:office:word" xmlns="http://www.w3.org/TR/REC-html40"><head>
<meta http-equiv=Content-Type content="text/html; charset=utf-8"><meta name=Generator content="Microsoft Word 15">
<link rel=File-List href="file:///C:/Users/W/AppData/Local/Temp/msohtmlclip1/01/clip_filelist.xml">
<!--[if gte mso 9]><xml><o:OfficeDocumentSettings><o:AllowPNG/></o:OfficeDocumentSettings></xml><![endif]-->
<style><!-- /* Font Definitions */ @font-face {font-family:Wingdings; mso-font-charset:2;}
p.MsoNormal, li.MsoNormal {mso-style-parent:""; margin:0in; font-size:12.0pt; mso-bidi-font-weight:bold;}
h2 {mso-style-link:"Heading 2 Char"; font-weight:bold;} p.Warning, li.Warning {font-weight:bold;}
a:link, span.MsoHyperlink {color:#0563C1; text-decoration:underline;} @list l0:level1 {mso-level-text:"%1\\.";} --></style>
</head><body lang=EN-US style='tab-interval:.5in'><!--StartFragment-->"""


def word_item(marker, text, level=1, which="l0"):
    return (
        f"<p class=MsoListParagraphCxSpMiddle style='text-indent:-.25in;mso-list:{which} level{level} lfo1'>"
        "<![if !supportLists]><span style='mso-fareast-font-family:Calibri'><span style='mso-list:Ignore'>"
        f"{marker}<span style='font:7.0pt \"Times New Roman\"'>&nbsp;&nbsp;&nbsp; </span></span></span><![endif]>"
        f"{text}<o:p></o:p></p>\n"
    )


WORD = (
    WORD_HEAD
    + """
<h2 style='mso-outline-level:2'>Evacuation<o:p></o:p></h2>
<p class=MsoNormal><b style='mso-bidi-font-weight:normal'>Never use</b> the elevator. <i style='mso-bidi-font-style:
normal'>Walk</i>, <u>hold the rail</u>, <s>run</s>, 10 m<sup>2</sup>.<b style='mso-bidi-font-weight:normal'>All bold,
<span style='font-weight:normal'>but not this</span></b><o:p></o:p></p>
<p class=Warning>Do not lock doors.<o:p></o:p></p>
<p class=MsoNormal>See <a href="https://www.ready.gov/evacuation">ready.gov</a>,
<a href="https://maps.example/juniper?z=2">https://maps.example</a>,
<a href="mailto:office@juniper.example"><span style='mso-no-proof:yes'>the office</span></a>,
<a href="file:///C:\\Plans\\Annex.docx">the annex</a> and <a href="#_Toc1234">page 4</a>.<a name="_Toc1234"></a><o:p></o:p></p>
"""
    + word_item("1.", "Call 911")
    + word_item("a.", "Give the place", 2)
    + word_item("b.", "Stay on the line", 2)
    + word_item("2.", "Count")
    + "<p class=MsoNormal>Between.</p>"
    + word_item("3.", "Report")
    + word_item("1.", "Another list", which="l1")
    + word_item("·", "A point", which="l2")
    + word_item("Step 1:", "Words before", which="l3")
    + """
<p class=MsoNormal><!--[if gte vml 1]><v:shape id="Picture_x0020_1" type="#_x0000_t75" style='width:120pt'>
 <v:imagedata src="file:///C:/Users/W/AppData/Local/Temp/msohtmlclip1/01/clip_image001.png" o:title=""/></v:shape><![endif]-->
<![if !vml]><img width=160 height=90 src="file:///C:/Users/W/AppData/Local/Temp/msohtmlclip1/01/clip_image002.png"
v:shapes="Picture_x0020_1"><![endif]><o:p></o:p></p>
<p class=MsoNormal><!--[if gte vml 1]><v:shape id="Only_drawn"><v:imagedata src="file:///C:/x/clip_image003.wmz"/></v:shape>
<v:shape id="Text_x0020_Box"><v:textbox><div><p class=MsoNormal>Words in a box</p></div></v:textbox></v:shape><![endif]-->After.</p>
<table class=MsoTableGrid border=1 style='border-collapse:collapse'><tr style='mso-yfti-firstrow:yes'>
<td width=312 valign=top style='width:233.75pt'><p class=MsoNormal><b style='mso-bidi-font-weight:normal'>Who</b><o:p></o:p></p></td>
<td width=312 colspan=2><p class=MsoNormal>When</p></td></tr>
<tr><td><p class=MsoNormal>Nurse</p></td><td>1</td><td>2</td></tr></table>
<p class=MsoNormal>Checked<span class=MsoCommentReference><a href="#_msocom_1" id="_anchor_1">[DW1]</a><span
style='mso-special-character:comment'>&nbsp;</span></span> twice.</p><!--EndFragment-->
<div style='mso-element:comment-list'><hr class=msocomoff><div style='mso-element:comment' id="_com_1">
<p class=MsoCommentText>By whom?</p></div></div></body></html>"""
)
WORD_SAVED = (
    "<h3>Evacuation</h3>"
    "<p><strong>Never use</strong> the elevator. <em>Walk</em>, <u>hold the rail</u>, <s>run</s>, 10 m<sup>2</sup>."
    "<strong>All bold, </strong>but not this</p>"
    "<p><strong>Do not lock doors.</strong></p>"
    '<p>See <a href="https://www.ready.gov/evacuation">ready.gov</a>, '
    '<a href="https://maps.example/juniper?z=2">https://maps.example</a>, <a href="mailto:office@juniper.example">the office</a>, '
    "the annex and page 4.</p>"
    '<ol><li>Call 911<ol type="a"><li>Give the place</li><li>Stay on the line</li></ol></li><li>Count</li></ol>'
    "<p>Between.</p>"
    '<ol start="3"><li>Report</li></ol><ol><li>Another list</li></ol><ul><li>A point</li><li>Step 1: Words before</li></ul>'
    "<p>After.</p><p>Words in a box</p>"
    '<table><tbody><tr><td><strong>Who</strong></td><td colspan="2">When</td></tr>'
    "<tr><td>Nurse</td><td>1</td><td>2</td></tr></tbody></table>"
    "<p>Checked twice.</p>"
)
WORD_SAID = [
    "2 pictures were not pasted.",
    "2 links were not pasted; their words were.",
    "1 comment was not pasted.",
]


def web_item(level, tag, text, start=1):
    begins = f' start="{start}"' if tag == "ol" else ""
    return (
        f'<div class="ListContainerWrapper SCXW1 BCX8"><{tag} class="ListStyle SCXW1" role="list"{begins}><li role="listitem" '
        f'class="OutlineElement Ltr SCXW1" data-listid="3" data-aria-posinset="1" data-aria-level="{level}">'
        f'<p class="Paragraph SCXW1" xml:lang="EN-US"><span class="TextRun SCXW1"><span class="NormalTextRun SCXW1">{text}</span>'
        f'</span><span class="EOP SCXW1" data-ccp-props="{{}}">&nbsp;</span></p></li></{tag}></div>'
    )


WORD_WEB = (
    '<html><body><!--StartFragment--><div class="OutlineElement Ltr SCXW1"><p class="Paragraph SCXW1" role="heading" '
    'aria-level="2" style="font-weight: normal"><span class="TextRun SCXW1" style="font-size: 16pt"><span class="NormalTextRun">Radios'
    '</span></span><span class="EOP" data-ccp-props="{}">&nbsp;</span></p></div><div class="OutlineElement Ltr"><p class="Paragraph">'
    '<span class="TextRun MacChromeBold" style="font-weight: bold"><span class="NormalTextRun">Channel 1</span></span><span '
    'class="TextRun"><span class="NormalTextRun">&nbsp;is for </span><span class="NormalTextRun" style="font-style: italic">all'
    "</span></span></p></div>"
    + web_item(1, "ol", "Say who")
    + web_item(2, "ul", "Name")
    + web_item(1, "ol", "Say where", 2)
    + '<div class="OutlineElement"><span class="WACImageContainer"><img class="WACImage" src="blob:https://word-edit.example/7f3a" '
    'alt="Map" style="width: 200px"></span></div><!--EndFragment--></body></html>'
)
WORD_WEB_SAVED = (
    "<h3>Radios</h3><p><strong>Channel 1</strong> is for <em>all</em></p>"
    "<ol><li>Say who<ul><li>Name</li></ul></li><li>Say where</li></ol>"
)

PLAIN = "font-size:11pt;font-family:Arial,sans-serif;font-weight:400;font-style:normal;text-decoration:none;vertical-align:baseline"


def docs_run(text, **changes):
    style = PLAIN
    for name, value in changes.items():
        name = name.replace("_", "-")
        style = ";".join(
            f"{name}:{value}" if part.startswith(f"{name}:") else part for part in style.split(";")
        )
    return f'<span style="{style}">{text}</span>'


GOOGLE = (
    '<meta charset=\'utf-8\'><meta charset="utf-8"><b style="font-weight:normal;" id="docs-internal-guid-7d1">'
    f'<h1 dir="ltr" style="line-height:1.38">{docs_run("Reunification", font_size="20pt")}</h1>'
    f'<p dir="ltr" style="line-height:1.38">{docs_run("Plain, ")}{docs_run("bold", font_weight="700")}{docs_run(", ")}'
    f"{docs_run('slanted', font_style='italic')}{docs_run(', ')}{docs_run('lined', text_decoration='underline')}{docs_run(', 10 m')}"
    f'{docs_run("2", vertical_align="super")}{docs_run(". See ")}<a href="https://iloveuguys.example/srm" style="text-decoration:none">'
    f'{docs_run("the method", text_decoration="underline")}</a>{docs_run(" and ")}<a href="#heading=h.3x">{docs_run("below")}</a></p><br />'
    f'<ol style="margin-top:0"><li dir="ltr" style="list-style-type:lower-alpha" aria-level="1"><p dir="ltr" role="presentation">'
    f'{docs_run("Greet")}</p></li><ol><li dir="ltr" style="list-style-type:lower-roman" aria-level="2"><p dir="ltr">{docs_run("Desk")}'
    f"</p></li></ol></ol>"
    '<ul><li dir="ltr" role="checkbox" aria-checked="true" style="list-style-type:none"><img src="data:image/png;base64,'
    f'{DOT}" width="18px" height="18px" alt="checked" aria-roledescription="checkbox"><p dir="ltr">{docs_run("Roster printed")}</p></li></ul>'
    f'<p dir="ltr"><span style="border:none;display:inline-block;overflow:hidden;width:602px"><img '
    'src="https://lh7-rt.googleusercontent.com/docsz/AD_4nXe?key=x" width="602" height="339"></span></p>'
    f'<div dir="ltr" align="left"><table style="border:none"><colgroup><col width="312"></colgroup><tbody><tr><td style="vertical-align:top">'
    f'<p dir="ltr">{docs_run("Gate", font_weight="700")}</p></td></tr></tbody></table></div></b><br class="Apple-interchange-newline">'
)
GOOGLE_SAVED = (
    "<h3>Reunification</h3>"
    "<p>Plain, <strong>bold</strong>, <em>slanted</em>, <u>lined</u>, 10 m<sup>2</sup>. "
    'See <a href="https://iloveuguys.example/srm">the method</a> and below</p>'
    '<ol type="a"><li>Greet<ol type="i"><li>Desk</li></ol></li></ol><ul><li>☒ Roster printed</li></ul>'
    "<table><tbody><tr><td><strong>Gate</strong></td></tr></tbody></table>"
)

LIBREOFFICE = (
    '<!DOCTYPE html><html><head><meta http-equiv="content-type" content="text/html; charset=utf-8"/><title></title>'
    '<meta name="generator" content="LibreOffice 7.4.7.2 (Linux)"/><style type="text/css">p { line-height: 115% } '
    'h2 { font-weight: bold } a:link { so-language: zxx }</style></head><body lang="en-US" link="#000080" dir="ltr">'
    '<h2 class="western">Shelter</h2><p style="line-height: 100%">Close <b>all</b> <i>windows</i>, <u>vents</u>, '
    '<strike>doors</strike>: <font color="#ff0000"><span style="font-style: normal"><b>now</b></span></font>.</p>'
    '<ol type="i"><li><p>Seal</p></li><li><p>Wait</p></li></ol>'
    '<p><a href="https://www.weather.gov/"><font color="#000080"><u>weather.gov</u></font></a></p>'
    f'<p><img src="data:image/png;base64,{DOT}" name="Image1" alt="Shelter area" align="left" width="20" height="20" border="0"/></p>'
    '<p><img src="file:///tmp/lu1.tmp/plan.png" width="60" height="60"/></p>'
    '<table width="665" cellpadding="4"><tr valign="top"><td rowspan="2"><p>Room</p></td><td><p>12</p></td></tr>'
    "<tr><td><p>14</p></td></tr></table></body></html>"
)
LIBREOFFICE_SAVED = (
    "<h3>Shelter</h3><p>Close <strong>all</strong> <em>windows</em>, <u>vents</u>, <s>doors</s>: <strong>now</strong>.</p>"
    '<ol type="i"><li>Seal</li><li>Wait</li></ol><p><a href="https://www.weather.gov/">weather.gov</a></p>'
    '<img src="PICTURE" alt="Shelter area">'
    '<table><tbody><tr><td rowspan="2">Room</td><td>12</td></tr><tr><td>14</td></tr></tbody></table>'
)

OUTLOOK = (
    WORD_HEAD
    + "<p class=MsoNormal><b>From:</b> Ann Reed &lt;ann@agency.example&gt;<br><b>Subject:</b> Radios<o:p></o:p></p>"
    "<p class=MsoNormal><span style='font-family:\"Aptos\",sans-serif;mso-fareast-font-family:Aptos'>Use *channel* 2_b_c, "
    'not <b style=\'mso-bidi-font-weight:normal\'><span style="color:red">1</span></b>. Call <a href="tel:+15550100">555-0100</a>.'
    '<o:p></o:p></span></p><p class=MsoNormal><img width=120 height=40 id="Picture_1" src="cid:image001.png@01DB2F" '
    'alt="Logo"><img width=1 height=1 src="https://track.example/open.gif"></p></body></html>'
)
OUTLOOK_SAVED = (
    "<p><strong>From:</strong> Ann Reed &lt;ann@agency.example&gt;<br><strong>Subject:</strong> Radios</p>"
    '<p>Use *channel* 2_b_c, not <strong>1</strong>. Call <a href="tel:+15550100">555-0100</a>.</p>'
)

EXCEL = (
    '<html xmlns:x="urn:schemas-microsoft-com:office:excel"><head><meta name=Generator content="Microsoft Excel 15"><style><!--table'
    '{mso-displayed-decimal-separator:"\\.";} td {padding-top:1px; color:black; font-size:11.0pt; font-weight:400; font-style:normal; '
    "text-decoration:none; vertical-align:bottom;} .xl65 {font-weight:700; text-align:center;} .xl66 {font-style:italic;}--></style></head>"
    "<body link=\"#0563C1\"><table border=0 cellpadding=0 cellspacing=0 width=192 style='border-collapse:collapse;width:144pt'>"
    "<!--StartFragment--><col width=64 span=3 style='width:48pt'><tr height=20 style='height:15.0pt'><td height=20 class=xl65 "
    "width=64 style='height:15.0pt;width:48pt'>Room</td><td colspan=2 class=xl65 style='mso-ignore:colspan'>Who leads</td></tr>"
    "<tr height=20><td align=right>12</td><td class=xl66>Ann Reed</td><td>x</td></tr><!--EndFragment--></table></body></html>"
)
EXCEL_SAVED = (
    '<table><tbody><tr><td><strong>Room</strong></td><td colspan="2"><strong>Who leads</strong></td></tr>'
    "<tr><td>12</td><td><em>Ann Reed</em></td><td>x</td></tr></tbody></table>"
)

WEB_PAGE = (
    '<meta charset=\'utf-8\'><div class="post" style="color: rgb(0, 0, 0); font-weight: 400"><h1><svg width="16" height="16" '
    'aria-hidden="true"><path d="M0 0"/></svg>Kits</h1><p style="margin: 0px">Keep <strong style="box-sizing: inherit">water</strong> '
    'for <span style="font-weight: bolder">three</span> days; the list is on https://www.ready.gov/kit and '
    '<a href="https://www.ready.gov/kit#list" title="Kit">here</a>. Do not type style="x" there.</p>'
    '<img src="https://www.ready.gov/kit.jpg" alt="A kit" width="600"><iframe src="https://video.example/1"></iframe>'
    '<p>Formula <math alttext="E = mc^2"><mi>E</mi></math></p><input type="checkbox" checked> Ready'
    "<script>document.title = 'no'</script></div>"
)
WEB_PAGE_SAVED = (
    "<h3>Kits</h3><p>Keep <strong>water</strong> for <strong>three</strong> days; the list is on "
    '<a href="https://www.ready.gov/kit">https://www.ready.gov/kit</a> and <a href="https://www.ready.gov/kit#list">here</a>. '
    'Do not type style="x" there.</p><p>Formula E = mc^2</p><p>☒ Ready</p>'
)
ONE = ["1 picture was not pasted."]
ONE_LINK = "1 link was not pasted; its words were."

CLIPBOARDS = {
    "Word": (WORD, WORD_SAVED, WORD_SAID),
    "Word for the web": (WORD_WEB, WORD_WEB_SAVED, ONE),
    "Google Docs": (GOOGLE, GOOGLE_SAVED, [*ONE, ONE_LINK]),
    "LibreOffice": (LIBREOFFICE, LIBREOFFICE_SAVED, ONE),
    "Outlook": (OUTLOOK, OUTLOOK_SAVED, ONE),
    "Excel": (EXCEL, EXCEL_SAVED, []),
    "a web page": (WEB_PAGE, WEB_PAGE_SAVED, [*ONE, "1 video, drawing or form was not pasted."]),
}
