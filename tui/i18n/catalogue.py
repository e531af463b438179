"""What a catalogue is made of."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import TypedDict as TypedDict
else:
    # For the type checker the keys are checked; at run time a TypedDict would look at each of them again
    # when the program starts, which takes longer than making all the texts.
    TypedDict = dict

__all__ = ["TypedDict"]
