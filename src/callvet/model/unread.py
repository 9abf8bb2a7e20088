"""A value that is written, and could not be read: what hangs on it cannot be told, and all else can."""

from __future__ import annotations

from typing import Final, NoReturn


class UnreadError(TypeError):
    """Something was asked of a value that could not be read.

    A kind of ``TypeError``, as which Python refuses whatever such a value has no method for.
    """


class Unread:
    """Stands where a value was refused. It is not None, for something is written there; nothing else is known of it."""

    __slots__ = ()

    def _refuse(self, *_: object) -> NoReturn:
        message = "what is written here could not be read"
        raise UnreadError(message)

    __getattr__ = __bool__ = __iter__ = __len__ = __contains__ = __getitem__ = _refuse
    __eq__ = __ne__ = __lt__ = __le__ = __gt__ = __ge__ = __hash__ = _refuse
    __add__ = __radd__ = __sub__ = __rsub__ = __mul__ = __rmul__ = __mod__ = __rmod__ = __format__ = _refuse


UNREAD: Final = Unread()
