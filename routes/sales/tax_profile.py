"""The taxes of a seller."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Annotated, Any

from apiflask import APIBlueprint
from flask import g
from pydantic import Field, ValidationInfo, field_validator
from pydantic_core import PydanticCustomError

import queries.sales.tax_profiles
from auth import role
from domain.commerce import days, tax
from web.openapi.field_types import Body, Query, Reply, problems
from web.query_parameters import Day

bp = APIBlueprint("tax_profile", __name__, tag="transactions")

Regime = Annotated[
    tax.Regime,
    Field(description="none: no tax; ppn: value-added tax; pbjt: the regional tax on food and drink that is served."),
]
Rate = Annotated[
    int, Field(ge=1, le=tax.LARGEST_PBJT_BP, description="The rate of PBJT in hundredths of a percent: 1000 is 10 %.")
]


class NewTaxProfile(Body):
    regime: Regime
    valid_from: Annotated[Day | None, Field(description="The first day, in Jakarta. Omitted: today.")] = None
    rate_bp: Rate | None = Field(default=None, validate_default=True)
    inclusive: Annotated[bool, Field(description="False: prices are without the tax, which is added.")] = True
    service_bp: Annotated[
        int,
        Field(
            ge=0,
            le=tax.LARGEST_SERVICE_BP,
            description="A service charge in hundredths of a percent, added to what is paid for the goods and taxed "
            "with them.",
        ),
    ] = 0

    @field_validator("rate_bp")
    @classmethod
    def _belongs_to_pbjt(cls, rate_bp: int | None, info: ValidationInfo) -> int | None:
        if (info.data.get("regime") == "pbjt") != (rate_bp is not None) and "regime" in info.data:
            raise PydanticCustomError("rate_of_pbjt", "rate and regime")
        return rate_bp


class TaxProfile(Reply):
    valid_from: date
    regime: Regime
    rate_bp: int | None
    inclusive: bool
    service_bp: int


class TaxProfiles(Reply):
    present: Annotated[
        TaxProfile | None, Field(description="What today's sales are taxed by; null: the setting `TAX_REGISTERED`.")
    ]
    profiles: Annotated[list[TaxProfile], Field(description="Latest first.")]


class TaxProfileQuery(Query):
    valid_from: Annotated[Day, Field(description="The first day of the profile.")]


@bp.get("")
@bp.output(TaxProfiles)
@bp.doc(operation_id="tax_profile_show")
@role("seller", "admin")
def show() -> dict[str, Any]:
    """Return the caller's taxes, as a seller, from each day on."""
    return _answer(queries.sales.tax_profiles.of_owner(g.identity.user_id))


@bp.put("")
@bp.input(NewTaxProfile)
@bp.output(TaxProfiles)
@bp.doc(operation_id="tax_profile_update")
@role("seller", "admin")
def update(json_data: NewTaxProfile) -> dict[str, Any]:
    """Set the caller's taxes from a day on. Past sales keep theirs.

    With `ppn` the rate is that of the day: 12 % of 11/12 of the price since 2025, 12 % of the price of luxury goods.
    Exempt goods (`tax_kind` of a product) have no tax in any regime.
    """
    profile = tax.Profile(json_data.regime, json_data.rate_bp, json_data.inclusive, json_data.service_bp)
    day = json_data.valid_from or days.day(datetime.now(UTC))
    return _answer(queries.sales.tax_profiles.put(g.identity.user_id, day, profile))


@bp.delete("")
@bp.input(TaxProfileQuery, location="query")
@bp.output(TaxProfiles)
@problems("tax_profile_not_found")
@bp.doc(operation_id="tax_profile_delete")
@role("seller", "admin")
def delete(query_data: TaxProfileQuery) -> dict[str, Any]:
    """Delete the caller's profile of a day; the one before goes on."""
    return _answer(queries.sales.tax_profiles.delete(g.identity.user_id, query_data.valid_from))


def _answer(profiles: list[dict[str, Any]]) -> dict[str, Any]:
    today = days.day(datetime.now(UTC))
    present = next((profile for profile in profiles if profile["valid_from"] <= today), None)
    return {"present": present, "profiles": profiles}
