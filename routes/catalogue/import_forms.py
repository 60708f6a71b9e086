"""Parameters of an import, in the form or in the query."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Annotated, Any, Literal

from apiflask.fields import UploadFile
from pydantic import BeforeValidator, Field
from pydantic_core import PydanticCustomError

from domain.imports import NAMEABLE
from web.openapi.field_types import Query

Mode = Annotated[
    Literal["upsert", "create"],
    Field(description="`create` rejects rows whose product exists; `upsert` updates it."),
]
DryRun = Annotated[bool, Field(description="Return the same report without changing anything.")]
CreateMissing = Annotated[bool, Field(description="Add missing categories and brands, at most 100 of each.")]
Encoding = Annotated[
    Literal["utf-8", "windows-1252", "gb18030", "big5", "shift_jis", "euc_kr", "windows-1251", "windows-1258"],
    Field(description="The encoding of a CSV file, if its bytes do not show it."),
]
Sheet = Annotated[str, Field(max_length=100, description="The sheet of a workbook, if several contain data.")]
Store = Annotated[
    str,
    Field(max_length=200, description="The store whose prices and stock are imported, if an export has several."),
]

Column = Annotated[
    str,
    Field(
        max_length=200,
        description="The title of the column with this field, if it is not recognized or ambiguous.",
    ),
]

RATE = re.compile(r"^(?:[1-9][0-9]{0,6}(?:\.[0-9]{1,2})?|0\.(?:[1-9][0-9]?|0[1-9]))$")


def _rate(value: Any) -> Any:
    # 16.250 would be read as sixteen. Three decimals are rejected, as they most likely mean thousands.
    if not isinstance(value, str) or RATE.fullmatch(value) is None:
        raise PydanticCustomError("rate", "no rate")
    return Decimal(value)


Rate = Annotated[
    Decimal,
    BeforeValidator(_rate, json_schema_input_type=Annotated[str, Field(pattern=RATE.pattern)]),
    Field(description="The rupiah for one unit of the currency that the prices are in, such as 16250."),
]


def _sent(value: Any) -> Any:
    if not hasattr(value, "stream"):
        raise PydanticCustomError("missing", "no file")
    return value


class ImportQuery(Query):
    dry_run: DryRun = False
    mode: Mode = "upsert"
    create_missing: CreateMissing = False
    rate: Rate | None = None
    encoding: Encoding | None = None
    sheet: Sheet = ""
    store: Store = ""
    sku_column: Column = ""
    name_column: Column = ""
    price_column: Column = ""
    cost_column: Column = ""
    stock_column: Column = ""
    barcode_column: Column = ""

    def named(self) -> dict[str, str]:
        """Return the titles of the columns that the caller names, by field."""
        return {field: title for field, name in NAMEABLE.items() if (title := getattr(self, name).strip())}


class ImportForm(ImportQuery):
    file: Annotated[
        UploadFile,
        BeforeValidator(_sent),
        Field(description="CSV with `,`, `;` or tab, or a workbook (XLSX); at most 50 MB."),
    ]
