"""The kinds of publication: each module registers one."""

from putright.core.publishing.kinds import (
    policy_website,
    leaflet,
    website_text,
    residents_handbook,
    welcome_pack,
    poster,
    policy_posts,
    procedure_picture,
)
from putright.core.publishing.kinds.base import KINDS, Kind, compose
