"""Years of invented complaints, drawn by chance and told through the log's door, so that figures have a past."""

from putright.demo.history.telling import tell as tell
