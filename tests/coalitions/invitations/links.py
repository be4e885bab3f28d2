"""The links that invitations are answered by."""


def token_of(path):
    return path.strip("/").rpartition("/")[2]
