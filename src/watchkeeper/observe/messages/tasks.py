"""What is done with kept messages in the background."""

from pydantic import BaseModel

from watchkeeper.core.tasks import Task, TaskRegistry
from watchkeeper.observe.messages.service import MessageService


class TidyMessages(BaseModel):
    """Remove messages that are older than their retention."""


TIDY = Task("messages.tidy", TidyMessages, queue="maintenance")


def bind(registry: TaskRegistry, service: MessageService) -> None:
    """Have the tasks of messages carried out by ``service``."""

    async def tidy(_payload: TidyMessages) -> None:
        await service.tidy()

    registry.bind(TIDY, tidy)
