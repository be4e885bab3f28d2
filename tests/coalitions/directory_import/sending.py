"""Files of schools sent by the pages, and what the pages say."""

from django.core.files.uploadedfile import SimpleUploadedFile

NEW = "/schools/import/"
HEADER = "NCES School ID,State School ID,NCES District ID,School Name,District,Phone"


def text_of(response):
    return " ".join(response.content.decode().split())


def send(client, text, name="schools.csv"):
    content = text if isinstance(text, bytes) else text.encode()
    return client.post(NEW, {"file": SimpleUploadedFile(name, content)})
