"""The procedure as a picture."""

from putright.core.publishing.kinds.base import Body, publication
from putright.core.publishing.matter import Matter
from putright.core.publishing.sections import procedure


@publication("procedure_picture", "The procedure as a picture", "The steps and their times, as a picture", "picture",
             pages=1)  # fmt: skip
def procedure_picture(m: Matter) -> Body:
    """The steps from first word to last."""
    return m.t("How we deal with a complaint"), "", iter((procedure.steps(m),))
