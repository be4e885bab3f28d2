"""Word files (.docx, WordprocessingML), written part by part as XML: plans and minutes stand on it.

package    the zip archive and its small parts; styles.xml and settings.xml beside it
page       size and margins
markup     elements as text: nothing that XML forbids gets through
relations  addresses and parts that a part refers to
"""
