"""Rules over HTTP."""

from typing import Annotated

from fastapi import APIRouter, Path, status

from watchkeeper.core.audit.routes import unaudited
from watchkeeper.core.http.security import CurrentPrincipal, require
from watchkeeper.core.http.transaction import Session, TransactionRoute
from watchkeeper.understand.rules.schemas import (
    AlertRuleIn,
    AlertRuleView,
    ExpressionIn,
    ExpressionView,
    NewAlertRule,
    TrialIn,
    TrialView,
    VocabularyView,
)
from watchkeeper.understand.rules.service import RuleService, checked, vocabulary

Key = Annotated[str, Path(min_length=1, max_length=60, description="Key of the rule.")]


def build_router(service: RuleService) -> APIRouter:
    """Return the routes of rules."""
    router = APIRouter(prefix="/rules", tags=["rules"], route_class=TransactionRoute)
    view, edit = [require("rules:view")], [require("rules:edit")]

    @router.get("", dependencies=view)
    async def list_rules(session: Session) -> list[AlertRuleView]:
        """List all rules, those that come with the product included."""
        return await service.every(session)

    @router.post("", dependencies=edit, status_code=status.HTTP_201_CREATED)
    async def add_rule(new: NewAlertRule, session: Session, actor: CurrentPrincipal) -> AlertRuleView:
        """Add a rule; it is evaluated from the next poll on."""
        return await service.add(session, new, actor)

    @router.get("/vocabulary", dependencies=view)
    async def get_rule_vocabulary() -> VocabularyView:
        """Return everything that a condition may name, with types and units."""
        return vocabulary()

    @router.post("/check", dependencies=[*view, unaudited("asking what a condition means changes nothing")])
    async def check_rule(condition: ExpressionIn) -> ExpressionView:
        """Say what a condition means, or where it is wrong."""
        return checked(condition.expression)

    @router.post("/trial", dependencies=[*view, unaudited("a trial reads what is stored and raises nothing")])
    async def try_rule(wanted: TrialIn, session: Session) -> TrialView:
        """Replay a condition over what is stored: what it would have raised."""
        return await service.trial(session, wanted)

    @router.get("/{key}", dependencies=view)
    async def get_rule(key: Key, session: Session) -> AlertRuleView:
        """Return one rule."""
        return await service.one(session, key)

    @router.put("/{key}", dependencies=edit)
    async def change_rule(key: Key, new: AlertRuleIn, session: Session, actor: CurrentPrincipal) -> AlertRuleView:
        """Replace what a rule says. Of a shipped rule this is kept until it is restored."""
        return await service.change(session, key, new, actor)

    @router.delete("/{key}", dependencies=edit, status_code=status.HTTP_204_NO_CONTENT)
    async def remove_rule(key: Key, session: Session, actor: CurrentPrincipal) -> None:
        """Remove a rule, or give a shipped one back the form in which it comes."""
        await service.remove(session, key, actor)

    return router
