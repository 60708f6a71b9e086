"""The calls of the API with their types. Made of docs/openapi.json by `make api`; changes here get lost."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Literal, NotRequired, TypedDict, final, overload

from finenice._calls import Calls, Problem, Resource, Upload, segment, walk

__all__ = [
    "Activities",
    "Activity",
    "ActivityPage",
    "Administration",
    "Allowance",
    "AllowanceIn",
    "AlreadyExists",
    "AmbiguousCredentials",
    "AnalysesUnavailable",
    "Analysis",
    "AnalysisAhead",
    "AnalysisChange",
    "AnalysisQuestion",
    "AnalysisQuestionQuestions",
    "AnalysisStopped",
    "AnalysisTooLarge",
    "AnalyzeForm",
    "Answer",
    "Answers",
    "ApiKey",
    "ApiKeyChange",
    "ApiKeyIn",
    "ApiKeyNotActive",
    "ApiKeyNotAllowed",
    "ApiKeyNotFound",
    "ApiKeyPage",
    "ApiKeyRequired",
    "Asked",
    "Asking",
    "Attempt",
    "AttemptHead",
    "AttemptNotFound",
    "AttemptOver",
    "Attempts",
    "AuditEntryNotFound",
    "AuditPage",
    "Avatar",
    "AvatarForm",
    "BadRequest",
    "Basket",
    "Beginning",
    "Begun",
    "BothFactors",
    "Brand",
    "BrandChange",
    "BrandIn",
    "BrandNotFound",
    "Brands",
    "Busy",
    "Categories",
    "Category",
    "CategoryChange",
    "CategoryIn",
    "CategoryNotFound",
    "CategorySales",
    "CategoryWithPath",
    "Certificate",
    "CertificateNotFound",
    "CertificateRevoked",
    "Certificates",
    "Changed",
    "ChangedBrand",
    "ChangedCategory",
    "ChangedProduct",
    "Changes",
    "ChangesImage",
    "Choice",
    "ClassSales",
    "CodeNotFound",
    "Cohort",
    "CohortsOfCourse",
    "ColumnsTaken",
    "Compared",
    "Confirmation",
    "ContentChange",
    "ContentEngagement",
    "ContentIn",
    "ContentLocked",
    "ContentLockedMissing",
    "ContentNotFound",
    "ContentProgress",
    "CopiedBrand",
    "CopiedCategory",
    "Counts",
    "Course",
    "CourseChange",
    "CourseClosed",
    "CourseDraft",
    "CourseIn",
    "CourseNotFound",
    "CourseOwned",
    "CoursePaid",
    "CourseProgress",
    "CourseRate",
    "CourseStatementsGetAnswer",
    "CourseUnpublished",
    "CourseUnsatisfiable",
    "CourseUnsatisfiableReasons",
    "Courses",
    "CursorOfAnotherSorting",
    "DatabaseUnavailable",
    "Day",
    "Decision",
    "Degraded",
    "DraftedContent",
    "DraftedSection",
    "EmailAlreadyVerified",
    "EmailThrottled",
    "EncodedBody",
    "EndOfSessions",
    "Ended",
    "Engagement",
    "EngagementOfCourses",
    "Entries",
    "Entry",
    "ExpiredToken",
    "FailedRow",
    "FailedRowPage",
    "File",
    "FileForm",
    "FileNotFound",
    "Forbidden",
    "ForecastTotals",
    "Forecasts",
    "ForecastsAhead",
    "Forgotten",
    "Frequency",
    "Given",
    "Growth",
    "Head",
    "Health",
    "IdempotencyInProgress",
    "IdempotencyKeyReused",
    "IdempotentAnswerLost",
    "ImageNotFound",
    "Images",
    "ImagesForm",
    "Import",
    "ImportForm",
    "ImportNotFound",
    "ImportOf",
    "ImportPage",
    "ImportProgress",
    "InsufficientStock",
    "InsufficientStockItems",
    "InternalError",
    "InvalidToken",
    "Issued",
    "Issuer",
    "IssuerImage",
    "Item",
    "Job",
    "JobNotFound",
    "Jobs",
    "Key",
    "KeyExpired",
    "KeyMalformed",
    "KeyMisplaced",
    "KeyRevoked",
    "KeyRotated",
    "KeyUnknown",
    "Keys",
    "LastAdmin",
    "LeakReport",
    "Learner",
    "LearnerAttempts",
    "LearnerNotFound",
    "LearnerRemoved",
    "Letter",
    "Letters",
    "Line",
    "LinkExpired",
    "ListedProduct",
    "LogoForm",
    "MalformedEtag",
    "MalformedJson",
    "MalformedRequest",
    "Message",
    "MethodNotAllowed",
    "MfaEnrolmentRequired",
    "MissingToken",
    "MonthRate",
    "Named",
    "NamedCount",
    "NewApiKey",
    "NewSale",
    "NoAttemptsLeft",
    "NoEmail",
    "NotEnrolled",
    "NotFound",
    "NotMultipart",
    "Noticed",
    "Option",
    "Order",
    "OrderIncomplete",
    "Outlier",
    "Outline",
    "OutlineOrder",
    "OutlinedContent",
    "OutlinedOrder",
    "OutlinedSection",
    "OwnApiKey",
    "OwnProfile",
    "OwnSecondFactor",
    "PasswordChange",
    "Past",
    "PayloadTooLarge",
    "People",
    "Period",
    "Policy",
    "PolicyChange",
    "PrerequisitesMissing",
    "PrerequisitesMissingMissing",
    "Product",
    "ProductChange",
    "ProductForecast",
    "ProductIn",
    "ProductNotFound",
    "ProductPage",
    "ProductSales",
    "ProductSellsCourse",
    "Profile",
    "ProfileChange",
    "ProgressIn",
    "ProgressOfCourses",
    "ProgressOfCoursesProgress",
    "ProgressOfPeople",
    "Proof",
    "Published",
    "PurchaseRequired",
    "Quality",
    "Question",
    "Quiz",
    "QuizLimits",
    "Quote",
    "RangeNotSatisfiable",
    "RateLimited",
    "RateLimiterUnavailable",
    "RatesOfCourses",
    "ReadContent",
    "ReauthenticationRequired",
    "RecoveryCodes",
    "Refresh",
    "Reissue",
    "RequestTimeout",
    "Reset",
    "ResetDone",
    "Resume",
    "ReusedToken",
    "Revocation",
    "RevocationList",
    "RevokedCredential",
    "RevokedToken",
    "RoleHeld",
    "RoleRequest",
    "RoleRequestDecided",
    "RoleRequestNotFound",
    "RoleRequestPage",
    "RoleRequestPending",
    "Rotation",
    "RowFault",
    "SaleNotice",
    "SaleOf",
    "SalePage",
    "Sales",
    "SalesChange",
    "SalesChanges",
    "Sample",
    "ScopeMissing",
    "SecondFactorEnabled",
    "SecondFactorMissing",
    "SecondFactorNotBegun",
    "SectionChange",
    "SectionIn",
    "SectionNotFound",
    "Series",
    "Session",
    "SessionNotFound",
    "Sessions",
    "Shop",
    "ShopChange",
    "SignIn",
    "SignInBusy",
    "SignUp",
    "SignedIn",
    "Sold",
    "State",
    "Statistics",
    "StillInUse",
    "StorageUnavailable",
    "Submitted",
    "Taken",
    "Titled",
    "TokenMisplaced",
    "ToldOf",
    "TooManyAnalyses",
    "TooManyApiKeys",
    "TooManyAttempts",
    "TooManyImages",
    "TooManyImports",
    "TooManyParts",
    "TotalChanged",
    "Totals",
    "TotpCodeRequired",
    "TransactionNotFound",
    "Trend",
    "Unsold",
    "UnsoldProduct",
    "UnsupportedMediaType",
    "Urls",
    "User",
    "UserNotFound",
    "ValidationFailed",
    "Verification",
    "Verified",
    "Version",
    "VersionConflict",
    "VersionNotFound",
    "Versions",
    "WaiverIn",
    "Warning",
    "Weekday",
    "Whole",
    "WholeContent",
    "WholeVersion",
    "WrittenSection",
    "WrongCredentials",
    "WrongSecondFactor",
]


class Activities(TypedDict):
    activities: list[Activity]


class Activity(TypedDict):
    id: int
    type: Literal[
        "sign_up",
        "sign_in",
        "profile_changed",
        "email_change_requested",
        "email_changed",
        "email_verified",
        "password_reset_requested",
        "password_reset",
        "password_changed",
        "second_factor_enabled",
        "second_factor_disabled",
        "second_factor_reset",
        "second_factor_policy",
        "recovery_code_used",
        "recovery_codes_renewed",
        "product_created",
        "product_changed",
        "product_deleted",
        "product_viewed",
        "category_created",
        "category_changed",
        "category_deleted",
        "brand_created",
        "brand_changed",
        "brand_deleted",
        "sale",
        "import",
        "export",
        "analysis",
        "course_created",
        "course_changed",
        "course_published",
        "course_deleted",
        "course_restored",
        "course_enrolled",
        "course_left",
        "course_completed",
        "quiz_submitted",
        "progress_waived",
        "learner_removed",
        "learner_readmitted",
        "quiz_allowed",
        "certificate_reissued",
        "certificate_revoked",
        "api_key_created",
        "api_key_changed",
        "api_key_rotated",
        "api_key_revoked",
        "role_requested",
        "role_request_withdrawn",
        "role_granted",
        "role_denied",
        "shop_changed",
    ]
    subject_id: int | None
    """The id of what it was about: the type tells of what."""
    detail: str
    address: str
    """Where the call came from."""
    created_at: str


class ActivityPage(TypedDict):
    per_page: int
    has_next: bool
    next_cursor: str | None
    total_items: int
    total_pages: int
    current_page: int | None
    """Null in a walk by cursor."""
    has_prev: bool
    activities: list[Activity]


class Administration(TypedDict):
    roles: NotRequired[list[Literal["buyer", "seller", "developer", "admin"]]]
    """The whole set."""
    role: NotRequired[Literal["buyer", "seller", "developer", "admin"]]
    """One more role."""
    active: NotRequired[bool]


class Allowance(TypedDict):
    """What was allowed beyond the limits of the quiz."""

    attempts: int
    minutes: int
    reason: str


class AllowanceIn(TypedDict):
    """What the learner may have beyond the limits of the quiz, all in all: sent again, it adds nothing."""

    attempts: NotRequired[int]
    """So many more attempts."""
    minutes: NotRequired[int]
    """So many more minutes in each, also in one under way."""
    reason: str


class Analysis(TypedDict):
    columns: ColumnsTaken
    frequency: Frequency
    rows: int
    tier: str
    horizon: int | None
    aggregate: str | None
    fill: str | None
    notices: list[Noticed]
    """The first of what should be known of single rows."""
    notice_counts: dict[str, Any]
    totals: Whole | None
    """Of all series together, where they can be added."""
    series: list[Series]
    degraded: Degraded | None
    """What is missing, where time or memory ran out."""


class AnalysisAhead(TypedDict):
    date: str
    """The day or moment on which the period begins."""
    mean: float | None
    """What to expect."""
    lo80: float | None
    """With hi80 the range of about 80 of 100 such cases."""
    hi80: float | None
    lo95: float | None
    """With hi95 that of 95."""
    hi95: float | None


class AnalysisChange(TypedDict):
    value: float | None
    """A fraction: 0.1 is 10 % more."""
    reason: str | None


class AnalysisQuestionQuestions(TypedDict):
    parameter: str
    candidates: list[str]


class AnalyzeForm(TypedDict):
    file: Upload
    """CSV or JSON: a row for each date, a column of dates, one of numbers; at most 64 MB."""


class Answer(TypedDict):
    """An answer to one question: the `options` chosen, or the `text` of a short answer."""

    question_id: int
    options: NotRequired[list[int] | None]
    text: NotRequired[str | None]


class Answers(TypedDict):
    """Answers to questions of the attempt; of two to the same question the later counts."""

    answers: NotRequired[list[Answer]]


class ApiKey(TypedDict):
    id: int
    user_id: int
    name: str
    prefix: str
    """How the key begins, by which it can be told from others."""
    scopes: list[
        Literal[
            "analytics:read",
            "courses:read",
            "courses:write",
            "imports:read",
            "imports:write",
            "products:read",
            "products:write",
            "transactions:read",
            "transactions:write",
            "users:read",
        ]
    ]
    quota: int | None
    state: Literal["active", "overlapping", "rotated", "expired", "revoked"]
    """overlapping: rotated, and good until `overlap_ends_at`."""
    created_at: str
    expires_at: str
    last_used_at: str | None
    """Up to a minute late."""
    last_used_from: str | None
    rotated_to: int | None
    """The key that has taken its place."""
    overlap_ends_at: str | None
    revoked_at: str | None
    reason: Literal["revoked", "leaked", "deactivated", "role_lost"] | None


class ApiKeyChange(TypedDict):
    name: NotRequired[str]
    quota: NotRequired[int | None]
    """Calls an hour, for others than admins up to what any key has."""


class ApiKeyIn(TypedDict):
    current_password: NotRequired[str | None]
    """Asked for by a 403 `reauthentication_required` where the last sign-in, or the last call with it, is more than 10 minutes ago."""
    name: NotRequired[str]
    scopes: NotRequired[
        list[
            Literal[
                "analytics:read",
                "courses:read",
                "courses:write",
                "imports:read",
                "imports:write",
                "products:read",
                "products:write",
                "transactions:read",
                "transactions:write",
                "users:read",
            ]
        ]
    ]
    """Default: all that only read."""
    expires_in_days: NotRequired[int]
    quota: NotRequired[int | None]
    """Calls an hour, for others than admins up to what any key has."""


class ApiKeyPage(TypedDict):
    per_page: int
    has_next: bool
    next_cursor: str | None
    total_items: int
    total_pages: int
    current_page: int | None
    """Null in a walk by cursor."""
    has_prev: bool
    api_keys: list[ApiKey]


class Asked(TypedDict):
    """A question in the order of this attempt. What was right is told once it is submitted, and the answers to it
    after an attempt that passed or after the last, where the author allows it."""

    id: int
    kind: Literal["single", "multiple", "short"]
    text: str
    points: int
    options: list[Choice]
    answer: Given | None
    right: NotRequired[bool | None]
    correct_options: NotRequired[list[int] | None]
    accepted: NotRequired[list[str] | None]
    explanation: NotRequired[str | None]


class Asking(TypedDict):
    role: Literal["seller", "developer"]
    note: NotRequired[str]
    """Why, for the admins."""


class Attempt(TypedDict):
    """An attempt with its questions."""

    id: int
    number: int
    score: int | None
    passed: bool | None
    started_at: str
    expires_at: str | None
    submitted_at: str | None
    course_id: int
    content_id: int
    mastery_score: int | None
    attempts_left: int | None
    """Null: any number."""
    questions: list[Asked]


class AttemptHead(TypedDict):
    """One attempt of a learner; the score is in percent."""

    id: int
    number: int
    score: int | None
    passed: bool | None
    started_at: str
    expires_at: str | None
    submitted_at: str | None


class Attempts(TypedDict):
    """A learner's attempts at one quiz, newest first, and what it allows them; null where it is a quiz no more."""

    quiz: QuizLimits | None
    attempts: list[AttemptHead]


class AuditPage(TypedDict):
    per_page: int
    has_next: bool
    next_cursor: str | None
    total_items: int
    total_pages: int
    current_page: int | None
    """Null in a walk by cursor."""
    has_prev: bool
    entries: list[Entry]


class Avatar(TypedDict):
    avatar_url: str
    urls: Urls


class AvatarForm(TypedDict):
    avatar: Upload
    """A JPEG, PNG, WebP, AVIF or GIF of at most 10 MB."""


class Basket(TypedDict):
    items: list[Item]
    expected_total: NotRequired[int]
    """The total that the buyer has agreed to; a sale that would cost another is a 409 `total_changed` with the new `quote`, and sells nothing."""


class Beginning(TypedDict):
    current_password: str


class Begun(TypedDict):
    secret: str
    """For who types it into their authenticator app, base32."""
    address: str
    """The same as an `otpauth:` address, which apps open."""
    qr: str
    """The address as a QR code: a `data:` address of an SVG."""


class BothFactors(TypedDict):
    """The password and a code."""

    current_password: str
    code: NotRequired[str | None]
    recovery_code: NotRequired[str | None]


class Brand(TypedDict):
    id: int
    name: str
    owner_id: int | None
    created_at: str
    updated_at: str


class BrandChange(TypedDict):
    name: NotRequired[str]
    owner_id: NotRequired[int | None]
    """The only seller who may use it; null: everybody may."""


class BrandIn(TypedDict):
    name: str
    owner_id: NotRequired[int | None]
    """The only seller who may use it; null: everybody may."""


class Brands(TypedDict):
    per_page: int
    has_next: bool
    next_cursor: str | None
    brands: list[Brand]


class Categories(TypedDict):
    categories: list[Category]


class Category(TypedDict):
    id: int
    parent_id: int | None
    name: str
    children: list[Category]


class CategoryChange(TypedDict):
    name: NotRequired[str]
    parent_id: NotRequired[int | None]


class CategoryIn(TypedDict):
    name: str
    parent_id: NotRequired[int | None]


class CategorySales(TypedDict):
    category_id: int | None
    name: str | None
    products: int
    units: int
    revenue: int
    """Whole rupiah."""
    share: float | None


class CategoryWithPath(TypedDict):
    id: int
    parent_id: int | None
    name: str
    children: list[Category]
    path: list[str]
    """Names from the top of the tree down to this one."""


class Certificate(TypedDict):
    code: str
    valid: bool
    learner_name: str
    printed_name: str
    """The name as the PDF prints it. It is another where the fonts lack letters of it: those are transliterated, emoji are left out. Reissue the certificate with a name that can be printed."""
    course_id: int
    course_title: str
    language: str
    issued_at: str
    revoked_at: str | None
    reason: str | None
    """Why it was revoked, for its holder, its course's owner and admins."""
    replaced_by: str | None
    """The code of the one with a corrected name that took its place, for the same."""
    url: str
    """The page on which anybody can check it."""


class Certificates(TypedDict):
    per_page: int
    has_next: bool
    next_cursor: str | None
    certificates: list[Certificate]


class Changed(TypedDict):
    column: str
    old: Any
    """Null where the row is new, too. Secrets are told as [redacted]."""
    new: Any


class ChangedBrand(TypedDict):
    id: int
    deleted: bool
    """True: throw your copy away, there is nothing else to tell."""
    type: Literal["brand"]
    product: NotRequired[None]
    category: NotRequired[None]
    brand: CopiedBrand | None


class ChangedCategory(TypedDict):
    id: int
    deleted: bool
    """True: throw your copy away, there is nothing else to tell."""
    type: Literal["category"]
    product: NotRequired[None]
    category: CopiedCategory | None
    brand: NotRequired[None]


class ChangedProduct(TypedDict):
    id: int
    deleted: bool
    """True: throw your copy away, there is nothing else to tell."""
    type: Literal["product"]
    product: ListedProduct | None
    category: NotRequired[None]
    brand: NotRequired[None]


class Changes(TypedDict):
    changes: list[Any]
    next_since: str
    has_more: bool


class ChangesImage(TypedDict):
    id: int
    url: str
    """The medium size."""
    urls: Urls
    width: int
    """Of the large size."""
    height: int
    position: int
    """Its place, from 1."""


class Choice(TypedDict):
    """An option; whether it is right is not told with it."""

    id: int
    """Good for this attempt alone: its place, and for the course's owner the option's own id."""
    text: str


ClassSales = TypedDict(
    "ClassSales",
    {"class": "Literal['A', 'B', 'C'] | None", "products": "int", "revenue": "int", "share": "float | None"},
)


class Cohort(TypedDict):
    month: str
    size: int | None
    """Null where it would tell of 1 to 4 people whom you may not see."""
    completed_7_days: int | None
    """Null where it would tell of 1 to 4 people whom you may not see."""
    completed_30_days: int | None
    """Null where it would tell of 1 to 4 people whom you may not see."""
    completed_90_days: int | None
    """Null where it would tell of 1 to 4 people whom you may not see."""
    retention: list[float | None]


class CohortsOfCourse(TypedDict):
    course_id: int
    title: str
    hidden: bool
    """The course has too few learners to tell you of."""
    as_of: str
    """When the figures were taken."""
    definitions: dict[str, Any]
    """What each figure means, by Accept-Language."""
    cohorts: list[Cohort]


class ColumnsTaken(TypedDict):
    date: str
    series: list[str]
    value: list[str]


Compared = TypedDict(
    "Compared",
    {
        "transactions": "int",
        "units": "int",
        "revenue": "int",
        "average_basket": "int | None",
        "from": "str",
        "to": "str",
        "growth": "SalesChanges",
    },
)


class Confirmation(TypedDict):
    code: str
    """Six digits of the authenticator app; each counts once."""


class ContentChange(TypedDict):
    section_id: NotRequired[int]
    title: NotRequired[str]
    position: NotRequired[int]
    """Its place, from 1; beyond the last is the last."""
    body: NotRequired[str]
    """A text's Markdown, a video's address, what is said of a file."""
    quiz: NotRequired[Quiz]
    required: NotRequired[bool]
    """Whether the course is incomplete without it."""
    move_on: NotRequired[Literal["Passed", "Completed", "CompletedAndPassed", "CompletedOrPassed", "NotApplicable"]]
    mastery_score: NotRequired[int]
    """The score in percent that passes a quiz."""
    minutes: NotRequired[int | None]
    """How long it takes."""
    prerequisites: NotRequired[list[int]]
    """The contents to do before this one opens."""


class ContentEngagement(TypedDict):
    content_id: int
    place: int
    title: str
    started: int | None
    """Null where it would tell of 1 to 4 people whom you may not see."""
    satisfied: int | None
    """Null where it would tell of 1 to 4 people whom you may not see."""
    drop_off: float | None
    mean_seconds: int | None


class ContentIn(TypedDict):
    section_id: int
    kind: Literal["text", "video", "file", "quiz"]
    title: str
    position: NotRequired[int | None]
    body: NotRequired[str]
    """A text's Markdown, a video's address, what is said of a file."""
    quiz: NotRequired[Quiz | None]
    required: NotRequired[bool]
    """Whether the course is incomplete without it."""
    move_on: NotRequired[
        Literal["Passed", "Completed", "CompletedAndPassed", "CompletedOrPassed", "NotApplicable"] | None
    ]
    """When it is done, in the words of cmi5; null: Passed of a quiz, else Completed."""
    mastery_score: NotRequired[int | None]
    minutes: NotRequired[int | None]
    """How long it takes."""
    prerequisites: NotRequired[list[int]]
    """The contents to do before this one opens."""


class ContentLockedMissing(TypedDict):
    content_id: int
    title: str


class ContentProgress(TypedDict):
    content_id: int
    title: str
    kind: Literal["text", "video", "file", "quiz"]
    section: int
    state: Literal["locked", "open", "started", "satisfied"]
    """What was begun stays open, and what was satisfied stays so, in later versions, too."""
    rule: str
    """When it is done, in words, by Accept-Language."""
    required: bool
    move_on: Literal["Passed", "Completed", "CompletedAndPassed", "CompletedOrPassed", "NotApplicable"]
    percent: int
    position: float | None
    seconds: int
    score: int | None
    completed_at: str | None
    passed_at: str | None
    waived_at: str | None
    satisfied_at: str | None


class CopiedBrand(TypedDict):
    name: str
    owner_id: int | None


class CopiedCategory(TypedDict):
    parent_id: int | None
    name: str


class Counts(TypedDict):
    """Each row is one of these: created + updated + unchanged + failed = rows."""

    rows: int
    created: int
    updated: int
    unchanged: int
    failed: int


class Course(TypedDict):
    id: int
    title: str
    summary: str
    language: str
    sequential: bool
    owner: Named
    open: bool
    """Whether it takes new learners."""
    closed_because: Literal["deleted", "unpublished", "unlisted", "product_not_sold"] | None
    """Why the course takes no new learners, null where it does; `product_not_sold`: its product is inactive or deleted."""
    version: int | None
    """The number of the published version, null before the first."""
    published_at: str | None
    sections: int
    contents: int
    minutes: int
    """How long the contents take together, as far as they say."""
    product: Sold | None
    """What has to be bought to enrol."""
    enrolled: bool
    """Whether the caller is in it."""
    percent: int | None
    """How far the caller is."""
    completed_at: str | None


class CourseChange(TypedDict):
    title: NotRequired[str]
    summary: NotRequired[str]
    description: NotRequired[str]
    """Markdown."""
    language: NotRequired[Literal["id", "en"]]
    sequential: NotRequired[bool]
    """Whether a content opens only when those before it are done."""
    product_id: NotRequired[int | None]
    """Who buys this product is in the course by that, and it needs no stock; null: everybody may enrol."""
    listed: NotRequired[bool]
    """False: takes no new learners; those who are in go on."""
    prerequisites: NotRequired[list[int]]
    """Courses to complete before one may enrol."""
    owner_id: NotRequired[int]
    """Who writes it, besides admins; an admin names them."""


class CourseDraft(TypedDict):
    id: int
    revision: int
    """Of the whole draft, raised by each write; in quotes it is what `If-Match` takes."""
    owner_id: int
    title: str
    summary: str
    description: str
    language: str
    sequential: bool
    product_id: int | None
    listed: bool
    prerequisites: list[int]
    version: int | None
    """The number of the published version, null before the first."""
    published_at: str | None
    sections: list[DraftedSection]
    removed: list[DraftedContent]
    """Taken out of the draft; a section_id brings it back."""
    created_at: str
    updated_at: str


class CourseIn(TypedDict):
    title: str
    summary: NotRequired[str]
    description: NotRequired[str]
    """Markdown."""
    language: NotRequired[Literal["id", "en"]]
    sequential: NotRequired[bool]
    """Whether a content opens only when those before it are done."""
    product_id: NotRequired[int | None]
    """Who buys this product is in the course by that, and it needs no stock; null: everybody may enrol."""
    listed: NotRequired[bool]
    """False: takes no new learners; those who are in go on."""
    prerequisites: NotRequired[list[int]]
    """Courses to complete before one may enrol."""
    owner_id: NotRequired[int | None]
    """Who writes it, besides admins; null: the caller."""


class CourseProgress(TypedDict):
    course_id: int
    title: str
    version: int
    enrolled_at: str
    started_at: str | None
    active_at: str | None
    percent: int
    """Of the required contents of this version; 100 for good once completed."""
    completed: bool
    completed_at: str | None
    certificate: Issued | None
    seconds: int
    resume: Resume | None
    """Where to go on; null once completed."""
    left: list[int]
    """The required contents of this version that are not satisfied yet."""
    new_contents: int
    """How many of these came after the learner had completed."""
    contents: list[ContentProgress]


class CourseRate(TypedDict):
    course_id: int
    title: str
    hidden: bool
    """The course has too few learners to tell you of."""
    enrolled: int | None
    """Null where it would tell of 1 to 4 people whom you may not see."""
    completed: int | None
    """Null where it would tell of 1 to 4 people whom you may not see."""
    rate: float | None
    rate_low: float | None
    rate_high: float | None
    median_days: int | None
    months: NotRequired[list[MonthRate] | None]
    """With by=month."""


class CourseStatementsGetAnswer(TypedDict):
    statements: list[dict[str, Any]]


class CourseUnsatisfiableReasons(TypedDict):
    code: Literal[
        "course_cycle",
        "course_missing",
        "needs_impossible",
        "needs_itself",
        "needs_later",
        "needs_removed",
        "never_passed",
        "no_choice",
        "no_file",
        "no_link",
        "no_questions",
        "no_right_answer",
        "no_words",
        "nothing_counts",
        "prerequisite_cycle",
        "too_few_questions",
        "two_right_answers",
    ]
    content_id: int | None
    title: str | None
    msg: str


class Courses(TypedDict):
    per_page: int
    has_next: bool
    next_cursor: str | None
    total_items: int
    total_pages: int
    current_page: int | None
    """Null in a walk by cursor."""
    has_prev: bool
    courses: list[Course]


class Day(TypedDict):
    day: str
    active: int


class Decision(TypedDict):
    state: Literal["granted", "denied"]
    note: NotRequired[str]
    """Why, for the person."""


class Degraded(TypedDict):
    reason: str
    """deadline, cpu, memory, crashed, or tier: fast was taken for best."""
    stage: str
    series_done: int
    series_total: int | None


class DraftedContent(TypedDict):
    id: int
    section_id: int | None
    """Null: taken out of the draft."""
    position: int
    kind: Literal["text", "video", "file", "quiz"]
    title: str
    required: bool
    move_on: Literal["Passed", "Completed", "CompletedAndPassed", "CompletedOrPassed", "NotApplicable"]
    mastery_score: int | None
    minutes: int | None
    prerequisites: list[int]
    file: File | None
    created_at: str
    updated_at: str


class DraftedSection(TypedDict):
    id: int
    position: int
    title: str
    contents: list[DraftedContent]


class EndOfSessions(TypedDict):
    current_password: NotRequired[str | None]
    """Asked for by a 403 `reauthentication_required` where the last sign-in, or the last call with it, is more than 10 minutes ago."""
    current: NotRequired[bool]
    """Whether the session that this is called from ends, too."""


class Ended(TypedDict):
    msg: str
    ended: int
    """How many sessions have ended."""


class Engagement(TypedDict):
    course_id: int
    title: str
    hidden: bool
    """The course has too few learners to tell you of."""
    learners: int | None
    """Null where it would tell of 1 to 4 people whom you may not see."""
    active_7_days: int | None
    """Null where it would tell of 1 to 4 people whom you may not see."""
    active_30_days: int | None
    """Null where it would tell of 1 to 4 people whom you may not see."""
    mean_seconds: int | None
    median_seconds: NotRequired[int | None]
    """Of a single course."""
    days: NotRequired[list[Day] | None]
    """Of a single course, the last 30."""
    contents: NotRequired[list[ContentEngagement] | None]
    """Of a single course."""


class EngagementOfCourses(TypedDict):
    per_page: int
    has_next: bool
    next_cursor: str | None
    as_of: str
    """When the figures were taken."""
    definitions: dict[str, Any]
    """What each figure means, by Accept-Language."""
    courses: list[Engagement]


class Entries(TypedDict):
    entries: list[Entry]


class Entry(TypedDict):
    id: int
    at: str
    user_id: int | None
    """Who acted; null is a visitor, or the service itself."""
    user_name: str | None
    key_id: int | None
    """The API key that a program called with."""
    address: str
    request_id: str
    operation: Literal["INSERT", "UPDATE", "DELETE", "DENIED"]
    table: str
    row_id: str
    """The values of the row's key with colons between."""
    route: str
    """What was denied: the method and the route."""
    changes: list[Changed]
    seal: int | None
    """Its number in the chain, within about a minute."""


class FailedRow(TypedDict):
    line: int
    """Where the row begins; the first line of the file is 1."""
    cells: list[str]
    errors: list[RowFault]


class FailedRowPage(TypedDict):
    rows: list[FailedRow]
    per_page: int
    has_next: bool
    next_cursor: str | None


class File(TypedDict):
    name: str
    size: int
    """In bytes."""


class FileForm(TypedDict):
    file: Upload
    """Any file of at most 25 MB."""


class ForecastTotals(TypedDict):
    order_cost: int
    """Whole rupiah."""
    forecast: list[ForecastsAhead] | None


class Forecasts(TypedDict):
    per_page: int
    has_next: bool
    next_cursor: str | None
    as_of: str
    """When the figures were taken."""
    definitions: dict[str, Any]
    """What each figure means, by Accept-Language."""
    horizon: int
    lead_time_days: int
    review_days: int
    service_level: float
    products: list[ProductForecast]
    totals: ForecastTotals
    degraded: Degraded | None
    """What is missing, where time or memory ran out."""


class ForecastsAhead(TypedDict):
    date: str
    mean: float
    lo80: float | None
    hi80: float | None
    lo95: float | None
    hi95: float | None


class Forgotten(TypedDict):
    email: str


class Frequency(TypedDict):
    unit: str
    """step: one below a day, of so many `seconds`."""
    seconds: int | None


class Given(TypedDict):
    """What was answered."""

    options: NotRequired[list[int] | None]
    text: NotRequired[str | None]


class Growth(TypedDict):
    period: AnalysisChange
    """The last period against the one before."""
    year: AnalysisChange
    """Against the same a year before; of days, 28 against 28."""
    cagr: AnalysisChange
    """The last year's mean against the first's, for each year between."""


class Head(TypedDict):
    number: int
    """How many entries are sealed."""
    link: str
    """SHA-256 over all of them. Kept elsewhere, it shows that none of them was changed since."""
    sealed_at: str | None


class Health(TypedDict):
    status: Literal["ok"]


class Images(TypedDict):
    images: list[ChangesImage]


class ImagesForm(TypedDict):
    images: list[Upload]
    """JPEG, PNG, WebP, AVIF or GIF of at most 10 MB each. `image` and `images[]` are the same."""


class Import(TypedDict):
    id: int
    user_id: int
    filename: str
    size: int
    mode: Literal["upsert", "create"]
    """`create` refuses rows whose product exists; `upsert` changes it."""
    dry_run: bool
    create_missing: bool
    layout: str
    """shop (lists of one's own), or the program that has written it."""
    encoding: str
    delimiter: str
    state: Literal["queued", "running", "done", "failed"]
    progress: ImportProgress
    counts: Counts
    warnings: list[Warning]
    created_at: str
    started_at: str | None
    finished_at: str | None
    columns: dict[str, Any]
    """Which column became which field, by the file's own names."""
    sample: Sample
    """The first row that can be read, as it was read."""
    failures: list[FailedRow]
    """The first of the failed rows."""


class ImportForm(TypedDict):
    file: Upload
    """CSV with `,`, `;` or tab, or a workbook (XLSX); at most 50 MB."""


class ImportOf(TypedDict):
    id: int
    user_id: int
    filename: str
    size: int
    mode: Literal["upsert", "create"]
    """`create` refuses rows whose product exists; `upsert` changes it."""
    dry_run: bool
    create_missing: bool
    layout: str
    """shop (lists of one's own), or the program that has written it."""
    encoding: str
    delimiter: str
    state: Literal["queued", "running", "done", "failed"]
    progress: ImportProgress
    counts: Counts
    warnings: list[Warning]
    created_at: str
    started_at: str | None
    finished_at: str | None


class ImportPage(TypedDict):
    imports: list[ImportOf]
    per_page: int
    has_next: bool
    next_cursor: str | None


class ImportProgress(TypedDict):
    rows_done: int
    rows_total: int
    rows_per_second: float | None
    seconds_left: float | None


class InsufficientStockItems(TypedDict):
    product_id: int
    product_name: str
    requested: int
    available: int


class Issued(TypedDict):
    code: str
    url: str
    issued_at: str
    valid: bool
    """False once it was revoked."""
    revoked_at: str | None


class Issuer(TypedDict):
    """A Profile of Open Badges 3.0; without `image` where the shop has no logo."""

    id: str
    type: list[str]
    name: str
    url: str
    image: NotRequired[IssuerImage | None]


class IssuerImage(TypedDict):
    id: str
    type: str


class Item(TypedDict):
    product_id: int
    qty: int
    """Whole units; the price is the catalogue's."""


class Job(TypedDict):
    id: int
    kind: str
    user_id: int | None
    state: Literal["queued", "running", "done", "failed"]
    attempts: int
    due_at: str
    """When it is tried next; of a running job, when it counts as dead."""
    rows_done: int
    rows_total: int | None
    error: str | None
    created_at: str
    started_at: str | None
    finished_at: str | None


class Jobs(TypedDict):
    per_page: int
    has_next: bool
    next_cursor: str | None
    jobs: list[Job]


class Key(TypedDict):
    """The public half of a key as a JWK (RFC 7517)."""

    kty: str
    alg: str
    use: str
    kid: str
    """Its own address."""
    n: str
    e: str


class Keys(TypedDict):
    keys: list[Key]


class LeakReport(TypedDict):
    api_key: str
    where: NotRequired[str]
    """Where it was found; its owner is told."""


class Learner(TypedDict):
    course_id: int
    title: str
    user_id: int
    name: str
    state: Literal["not_started", "in_progress", "completed", "left"]
    percent: int
    seconds: int
    enrolled_at: str
    started_at: str | None
    active_at: str | None
    completed_at: str | None
    left_at: str | None


class LearnerAttempts(TypedDict):
    """The same for the course's owner."""

    quiz: QuizLimits | None
    attempts: list[AttemptHead]
    allowance: Allowance


class Letter(TypedDict):
    id: int
    recipient: str
    template: str
    language: str
    state: Literal["waiting", "sent", "given_up"]
    attempts: int
    """How often it was handed to the provider."""
    due_at: str | None
    """When it is tried next, while it waits."""
    error: str | None
    """What the last attempt failed at, unless it was sent."""
    job_id: int | None
    """Its job, which can be retried once the letter was given up."""
    created_at: str
    sent_at: str | None


class Letters(TypedDict):
    per_page: int
    has_next: bool
    next_cursor: str | None
    letters: list[Letter]


class Line(TypedDict):
    product_id: int
    seller_id: int
    name: str
    price: int
    qty: int
    subtotal: int
    tax: int
    """PPN contained in the subtotal."""


class ListedProduct(TypedDict):
    image_url: str | None
    """Of the first image, in the medium size."""
    images: list[ChangesImage]
    version: int
    """Raised by each change; in quotes (`"42"`) it is what `If-Match` takes."""
    seller_id: int
    category_id: int | None
    brand_id: int | None
    sku: str | None
    barcodes: list[str]
    name: str
    description: str
    unit: str
    price: int
    stock: int
    stocked: bool
    created_at: str
    updated_at: str


class LogoForm(TypedDict):
    logo: Upload
    """A JPEG, PNG, WebP or GIF of at most 10 MB."""


class Message(TypedDict):
    """An answer that only says something."""

    msg: str


class MonthRate(TypedDict):
    enrolled: int | None
    """Null where it would tell of 1 to 4 people whom you may not see."""
    completed: int | None
    """Null where it would tell of 1 to 4 people whom you may not see."""
    rate: float | None
    rate_low: float | None
    rate_high: float | None
    median_days: int | None
    month: str


class Named(TypedDict):
    id: int
    name: str


class NamedCount(TypedDict):
    value: str
    count: int | None


@final
class NewApiKey(TypedDict):
    id: int
    user_id: int
    name: str
    prefix: str
    """How the key begins, by which it can be told from others."""
    scopes: list[
        Literal[
            "analytics:read",
            "courses:read",
            "courses:write",
            "imports:read",
            "imports:write",
            "products:read",
            "products:write",
            "transactions:read",
            "transactions:write",
            "users:read",
        ]
    ]
    quota: int | None
    state: Literal["active", "overlapping", "rotated", "expired", "revoked"]
    """overlapping: rotated, and good until `overlap_ends_at`."""
    created_at: str
    expires_at: str
    last_used_at: str | None
    """Up to a minute late."""
    last_used_from: str | None
    rotated_to: int | None
    """The key that has taken its place."""
    overlap_ends_at: str | None
    revoked_at: str | None
    reason: Literal["revoked", "leaked", "deactivated", "role_lost"] | None
    api_key: str
    """The key itself, shown this once."""


class NewSale(TypedDict):
    items: list[Line]
    courses: list[Titled]
    """The courses that the buyer is in by this sale."""
    tax: int
    """PPN contained in the total."""
    total: int
    id: int
    receipt_number: str
    buyer_id: int
    status: Literal["paid"]
    created_at: str
    receipt_email: Literal["sent", "waits_for_verification"] | None
    """Whether the receipt, and the letter about courses, is on its way to the buyer, or waits for their address to be verified, for 7 days; null where they have no address."""


class Noticed(TypedDict):
    code: str
    line: int | None
    """The line of the file, whose first is 1."""
    column: str | None
    sample: str | None
    msg: str


class Option(TypedDict):
    """One of the answers to choose from; an id that is left out is given."""

    id: NotRequired[int | None]
    text: str
    correct: NotRequired[bool]


class Order(TypedDict):
    image_ids: list[int]
    """The id of each image that the product has, once; GET the product to know them."""


class Outlier(TypedDict):
    date: str
    value: float
    expected: float
    score: float
    """In robust standard deviations, 4 or more from what was expected."""


class Outline(TypedDict):
    id: int
    title: str
    summary: str
    language: str
    sequential: bool
    owner: Named
    open: bool
    """Whether it takes new learners."""
    closed_because: Literal["deleted", "unpublished", "unlisted", "product_not_sold"] | None
    """Why the course takes no new learners, null where it does; `product_not_sold`: its product is inactive or deleted."""
    version: int | None
    """The number of the published version, null before the first."""
    published_at: str | None
    sections: int
    contents: int
    minutes: int
    """How long the contents take together, as far as they say."""
    product: Sold | None
    """What has to be bought to enrol."""
    enrolled: bool
    """Whether the caller is in it."""
    percent: int | None
    """How far the caller is."""
    completed_at: str | None
    description_html: str
    prerequisites: list[Titled]
    """The courses to complete before one may enrol."""
    outline: list[OutlinedSection]


class OutlineOrder(TypedDict):
    sections: list[OutlinedOrder]
    """The id of each section of the draft, once, and in one of them each content; GET the draft to know them."""


class OutlinedContent(TypedDict):
    id: int
    kind: Literal["text", "video", "file", "quiz"]
    title: str
    required: bool
    move_on: Literal["Passed", "Completed", "CompletedAndPassed", "CompletedOrPassed", "NotApplicable"]
    mastery_score: int | None
    minutes: int | None
    rule: str
    """When it is done, by Accept-Language."""
    prerequisites: list[int]
    """The contents to do first."""


class OutlinedOrder(TypedDict):
    id: int
    contents: list[int]
    """The ids of the contents to stand in this section."""


class OutlinedSection(TypedDict):
    title: str
    contents: list[OutlinedContent]


class OwnApiKey(TypedDict):
    id: int
    user_id: int
    name: str
    prefix: str
    """How the key begins, by which it can be told from others."""
    scopes: list[
        Literal[
            "analytics:read",
            "courses:read",
            "courses:write",
            "imports:read",
            "imports:write",
            "products:read",
            "products:write",
            "transactions:read",
            "transactions:write",
            "users:read",
        ]
    ]
    quota: int | None
    state: Literal["active", "overlapping", "rotated", "expired", "revoked"]
    """overlapping: rotated, and good until `overlap_ends_at`."""
    created_at: str
    expires_at: str
    last_used_at: str | None
    """Up to a minute late."""
    last_used_from: str | None
    rotated_to: int | None
    """The key that has taken its place."""
    overlap_ends_at: str | None
    revoked_at: str | None
    reason: Literal["revoked", "leaked", "deactivated", "role_lost"] | None
    roles: list[Literal["buyer", "seller", "developer", "admin"]]
    """Those of its owner at this moment, which it acts with."""


class OwnProfile(TypedDict):
    id: int
    name: str
    email: str | None
    email_verified: bool
    username: str | None
    role: Literal["buyer", "seller", "developer", "admin"] | None
    roles: list[Literal["buyer", "seller", "developer", "admin"]]
    avatar_url: str | None
    """In the medium size."""
    active: bool
    created_at: str
    updated_at: str
    language: Literal["id", "en"] | None
    """Of all letters to the caller; null: of each letter's own, until they choose one."""
    pending_email: str | None
    """The new address, until the link in the letter is opened."""


class PasswordChange(TypedDict):
    current_password: str
    new_password: str
    """Common ones, and those that are little more than a name, are refused in production."""


class Past(TypedDict):
    date: str
    value: float | None
    outlier: bool


class People(TypedDict):
    per_page: int
    has_next: bool
    next_cursor: str | None
    total_items: int
    total_pages: int
    current_page: int | None
    """Null in a walk by cursor."""
    has_prev: bool
    users: list[Profile]


class Period(TypedDict):
    transactions: int
    units: int
    revenue: int
    """Whole rupiah."""
    date: str
    days: int


class Policy(TypedDict):
    roles: list[Literal["buyer", "seller", "developer", "admin"]]


class PolicyChange(TypedDict):
    roles: list[Literal["buyer", "seller", "developer", "admin"]]
    """The whole set; empty: nobody must."""


class PrerequisitesMissingMissing(TypedDict):
    course_id: int
    title: str


class Product(TypedDict):
    image_url: str | None
    """Of the first image, in the medium size."""
    images: list[ChangesImage]
    id: int
    version: int
    """Raised by each change; in quotes (`"42"`) it is what `If-Match` takes."""
    seller_id: int
    category_id: int | None
    brand_id: int | None
    sku: str | None
    barcodes: list[str]
    name: str
    description: str
    unit: str
    price: int
    cost: int | None
    """Null to everybody but the seller and admins."""
    stock: int
    stocked: bool
    """False: it sells a course, which needs no stock and is never short."""
    active: bool
    created_at: str
    updated_at: str


class ProductChange(TypedDict):
    name: NotRequired[str]
    price: NotRequired[int]
    stock: NotRequired[int]
    """A count; the difference is booked as an adjustment."""
    description: NotRequired[str]
    sku: NotRequired[str | None]
    barcodes: NotRequired[list[str]]
    unit: NotRequired[str]
    """What one of it is: pcs, kg, box."""
    cost: NotRequired[int | None]
    category_id: NotRequired[int | None]
    brand_id: NotRequired[int | None]
    active: NotRequired[bool]
    """False: only the seller and admins see it, and nobody can buy it."""


class ProductForecast(TypedDict):
    product_id: int
    sku: str | None
    name: str
    unit: str
    stock: int
    urgency: Literal["out", "now", "soon", "enough", "none"] | None
    """Null where nothing can be told."""
    advice: str
    """The same in words, by Accept-Language."""
    cover_days: int | None
    runs_out_on: str | None
    cover_days_at_worst: int | None
    runs_out_on_at_worst: str | None
    reorder_point: int | None
    order_up_to: int | None
    quantity: int | None
    order_cost: int | None
    days_without_stock: int
    expected_units: float | None
    """The forecast of all days of the horizon together."""
    forecast: list[ForecastsAhead] | None
    """Day by day; null without detail=daily."""
    forecast_reason: str | None
    seasons: list[int]


class ProductIn(TypedDict):
    name: str
    price: int
    stock: NotRequired[int]
    description: NotRequired[str]
    sku: NotRequired[str | None]
    barcodes: NotRequired[list[str]]
    unit: NotRequired[str]
    """What one of it is: pcs, kg, box."""
    cost: NotRequired[int | None]
    category_id: NotRequired[int | None]
    brand_id: NotRequired[int | None]
    active: NotRequired[bool]
    """False: only the seller and admins see it, and nobody can buy it."""


class ProductPage(TypedDict):
    per_page: int
    has_next: bool
    next_cursor: str | None
    total_items: int
    total_pages: int
    current_page: int | None
    """Null in a walk by cursor."""
    has_prev: bool
    products: list[Product]
    total_is_exact: bool
    """False: there are at least `total_items`."""


ProductSales = TypedDict(
    "ProductSales",
    {
        "transactions": "int",
        "units": "int",
        "revenue": "int",
        "cost": "int | None",
        "margin": "int | None",
        "margin_rate": "float | None",
        "product_id": "int",
        "name": "str",
        "category_id": "int | None",
        "class": "Literal['A', 'B', 'C'] | None",
        "share": "float | None",
        "previous_revenue": "int",
        "growth": "SalesChange",
    },
)


class Profile(TypedDict):
    id: int
    name: str
    email: str | None
    email_verified: bool
    username: str | None
    role: Literal["buyer", "seller", "developer", "admin"] | None
    roles: list[Literal["buyer", "seller", "developer", "admin"]]
    avatar_url: str | None
    """In the medium size."""
    active: bool
    created_at: str
    updated_at: str


class ProfileChange(TypedDict):
    name: NotRequired[str]
    username: NotRequired[str]
    language: NotRequired[Literal["id", "en"]]
    """Of all letters to the caller."""
    email: NotRequired[str]
    """Counts once the link in a letter to it is opened; asks for `current_password`."""
    current_password: NotRequired[str]


class ProgressIn(TypedDict):
    """One content, several as `items`, or with `completed` alone the whole course."""

    completed: NotRequired[bool]
    """It is done. false says nothing: what is done stays done. Of a quiz it says nothing."""
    percent: NotRequired[int | None]
    """How far; the greatest counts, and 100 is done. Of a quiz it says nothing."""
    position: NotRequired[float | None]
    """Where to go on, such as seconds of a video; that of the latest `recorded_at` counts."""
    seconds: NotRequired[int | None]
    """Time spent in this visit so far; the greatest counts, visits are added up."""
    visit: NotRequired[str]
    """The device's own name for this visit of the content, so that two devices both count."""
    recorded_at: NotRequired[str | None]
    """The device's moment (RFC 3339); left out, or in the future, it is now."""
    content_id: NotRequired[int | None]
    """Left out beside `completed: true`: all that is completed by saying so."""
    items: NotRequired[list[ToldOf] | None]
    """What was recorded meanwhile; taken whole or not at all."""


class ProgressOfCourses(TypedDict):
    per_page: int
    has_next: bool
    next_cursor: str | None
    as_of: str
    """When the figures were taken."""
    definitions: dict[str, Any]
    """What each figure means, by Accept-Language."""
    courses: list[ProgressOfCoursesProgress]


class ProgressOfCoursesProgress(TypedDict):
    course_id: int
    title: str
    hidden: bool
    """The course has too few learners to tell you of."""
    learners: int | None
    """Null where it would tell of 1 to 4 people whom you may not see."""
    not_started: int | None
    """Null where it would tell of 1 to 4 people whom you may not see."""
    in_progress: int | None
    """Null where it would tell of 1 to 4 people whom you may not see."""
    completed: int | None
    """Null where it would tell of 1 to 4 people whom you may not see."""
    left: int | None
    """Null where it would tell of 1 to 4 people whom you may not see."""
    mean_percent: float | None
    median_percent: int | None
    buckets: dict[str, Any]


class ProgressOfPeople(TypedDict):
    per_page: int
    has_next: bool
    next_cursor: str | None
    as_of: str
    """When the figures were taken."""
    definitions: dict[str, Any]
    """What each figure means, by Accept-Language."""
    scope: Literal["learners", "own", "all"]
    learners: list[Learner]


class Proof(TypedDict):
    """The password where it is asked for."""

    current_password: NotRequired[str | None]
    """Asked for by a 403 `reauthentication_required` where the last sign-in, or the last call with it, is more than 10 minutes ago."""


class Published(TypedDict):
    version: int
    """The number of the version that learners work on."""
    closed_because: Literal["deleted", "unpublished", "unlisted", "product_not_sold"] | None
    """Why the course takes no new learners, null where it does; `product_not_sold`: its product is inactive or deleted."""


Quality = TypedDict(
    "Quality",
    {
        "rows": "int",
        "empty": "int",
        "duplicates": "int",
        "gaps": "int",
        "filled": "str",
        "unknown": "int",
        "outliers": "list[Outlier]",
        "class": "NotRequired[str | None]",
    },
)


class Question(TypedDict):
    """One question: `options` of a single or multiple choice, `accepted` of a short answer.

    Of a single choice one option is correct; a draft may leave open which."""

    id: NotRequired[int | None]
    kind: Literal["single", "multiple", "short"]
    text: str
    points: NotRequired[int]
    options: NotRequired[list[Option]]
    accepted: NotRequired[list[str]]
    explanation: NotRequired[str]


class Quiz(TypedDict):
    """A quiz. Whether it can be passed is asked when its course is published."""

    questions: NotRequired[list[Question]]
    draw: NotRequired[int | None]
    """How many an attempt shows; null: all."""
    shuffle: NotRequired[bool]
    attempts: NotRequired[int | None]
    """How many there may be; null: any number."""
    minutes: NotRequired[int | None]
    """How long one lasts; null: any time."""
    show_answers: NotRequired[bool]
    """After an attempt that passes, or after the last."""


class QuizLimits(TypedDict):
    """What a quiz allows; null: any number, any time."""

    questions: int
    """How many an attempt asks."""
    minutes: int | None
    """How long an attempt lasts once it has begun."""
    attempts: int | None
    attempts_left: int | None
    mastery_score: int | None
    """The score in percent that passes."""


class Quote(TypedDict):
    items: list[Line]
    courses: list[Titled]
    """The courses that the buyer is in by this sale."""
    tax: int
    """PPN contained in the total."""
    total: int


class RatesOfCourses(TypedDict):
    per_page: int
    has_next: bool
    next_cursor: str | None
    as_of: str
    """When the figures were taken."""
    definitions: dict[str, Any]
    """What each figure means, by Accept-Language."""
    courses: list[CourseRate]


class ReadContent(TypedDict):
    id: int
    version: int
    kind: Literal["text", "video", "file", "quiz"]
    title: str
    body: str
    """A text's Markdown, a video's address, what is said of a file."""
    html: str
    """What the Markdown looks like, with nothing in it that a browser runs."""
    file: File | None
    quiz: QuizLimits | None
    """What a quiz allows, before an attempt is begun."""


class RecoveryCodes(TypedDict):
    recovery_codes: list[str]
    """Each stands in for a code once. They are shown this one time."""


class Refresh(TypedDict):
    refresh_token: NotRequired[str | None]


class Reissue(TypedDict):
    learner_name: str
    """The name as it should be."""
    reason: str
    """Whom it is taken from is told."""


class Reset(TypedDict):
    token: str
    """What stands behind `token=` in the link."""
    password: str
    """Common ones, and those that are little more than a name, are refused in production."""
    revoke_api_keys: NotRequired[bool]
    """Whether all API keys of the account end, too."""


class ResetDone(TypedDict):
    msg: str
    api_keys_revoked: int
    second_factor_removed: bool


class Resume(TypedDict):
    content_id: int
    position: float | None


class Revocation(TypedDict):
    reason: str
    """Whom it is taken from is told."""


class RevocationList(TypedDict):
    """The status method 1EdTechRevocationList."""

    id: str
    issuer: str
    revokedCredentials: list[RevokedCredential]


class RevokedCredential(TypedDict):
    id: str
    revoked: bool


@final
class RoleRequest(TypedDict):
    id: int
    user_id: int
    user_name: str
    role: Literal["seller", "developer"]
    note: str
    state: Literal["pending", "granted", "denied", "withdrawn"]
    decided_by: int | None
    """Null while it is pending, or where nobody was asked."""
    decision: str
    """The note of who decided."""
    decided_at: str | None
    created_at: str


class RoleRequestPage(TypedDict):
    per_page: int
    has_next: bool
    next_cursor: str | None
    total_items: int
    total_pages: int
    current_page: int | None
    """Null in a walk by cursor."""
    has_prev: bool
    role_requests: list[RoleRequest]


class Rotation(TypedDict):
    current_password: NotRequired[str | None]
    """Asked for by a 403 `reauthentication_required` where the last sign-in, or the last call with it, is more than 10 minutes ago."""
    overlap_hours: NotRequired[int]
    """How long the old key stays good."""


class RowFault(TypedDict):
    field: str
    code: str
    column: str
    """The file's own name of the column."""
    msg: str


class SaleNotice(TypedDict):
    code: Literal["own_purchases"]
    msg: str


class SaleOf(TypedDict):
    items: list[Line]
    courses: list[Titled]
    """The courses that the buyer is in by this sale."""
    tax: int
    """PPN contained in the total."""
    total: int
    id: int
    receipt_number: str
    buyer_id: int
    status: Literal["paid"]
    created_at: str
    buyer_name: str


class SalePage(TypedDict):
    per_page: int
    has_next: bool
    next_cursor: str | None
    scope: Literal["own", "sales", "all"]
    """Which sales these are."""
    transactions: list[SaleOf]
    notice: SaleNotice | None
    """Where a seller sent no `scope`: that these are own purchases, and how to see the sales."""


Sales = TypedDict(
    "Sales",
    {
        "as_of": "str",
        "definitions": "dict[str, Any]",
        "from": "str",
        "to": "str",
        "by": "Literal['day', 'week', 'month']",
        "totals": "Totals",
        "previous": "Compared",
        "last_year": "Compared",
        "series": "list[Period]",
        "weekdays": "list[Weekday]",
        "top_by_revenue": "list[ProductSales]",
        "top_by_units": "list[ProductSales]",
        "rising": "list[ProductSales]",
        "falling": "list[ProductSales]",
        "categories": "list[CategorySales]",
        "classes": "list[ClassSales]",
        "unsold": "Unsold",
    },
)


class SalesChange(TypedDict):
    value: float | None
    reason: Literal["base_zero", "base_incomplete"] | None


class SalesChanges(TypedDict):
    transactions: SalesChange
    units: SalesChange
    revenue: SalesChange
    average_basket: SalesChange


class Sample(TypedDict):
    sku: NotRequired[str | None]
    name: NotRequired[str | None]
    price: NotRequired[int | None]
    cost: NotRequired[int | None]
    stock: NotRequired[int | None]
    unit: NotRequired[str | None]
    active: NotRequired[bool | None]
    description: NotRequired[str | None]
    """At most its first 200 characters."""
    category: NotRequired[list[str] | None]
    """From the top of the tree down."""
    brand: NotRequired[str | None]
    barcodes: NotRequired[list[str] | None]


class SectionChange(TypedDict):
    title: NotRequired[str]
    position: NotRequired[int]
    """Its place, from 1; beyond the last is the last."""


class SectionIn(TypedDict):
    title: str
    position: NotRequired[int | None]


Series = TypedDict(
    "Series",
    {
        "statistics": "Statistics",
        "trend": "Trend",
        "growth": "Growth",
        "forecast": "list[AnalysisAhead] | None",
        "chart": "list[Past | AnalysisAhead]",
        "svg": "NotRequired[str | None]",
        "name": "str",
        "from": "str",
        "to": "str",
        "periods": "int",
        "quality": "Quality",
        "forecast_reason": "str | None",
        "seasons": "list[int]",
        "method": "str | None",
    },
)


class Session(TypedDict):
    id: str
    address: str
    user_agent: str
    created_at: str
    refreshed_at: str
    expires_at: str
    current: bool
    """Whether this call came from this session."""


class Sessions(TypedDict):
    sessions: list[Session]


class Shop(TypedDict):
    """The shop; its ETag is what If-Match of a change names."""

    name: str
    revision: int
    """Raised by each change; in quotes (`"42"`) it is what `If-Match` takes."""
    logo_url: str | None
    """In the medium size."""
    logo_urls: Urls | None


class ShopChange(TypedDict):
    name: str | None
    """Null: the name of the settings."""


class SignIn(TypedDict):
    """What was typed is compared as it is, so that a malformed name fails like a wrong one."""

    email: NotRequired[str | None]
    username: NotRequired[str | None]
    password: str
    code: NotRequired[str | None]
    recovery_code: NotRequired[str | None]


class SignUp(TypedDict):
    email: NotRequired[str | None]
    username: NotRequired[str | None]
    password: str
    """Common ones, and those that are little more than a name, are refused in production."""
    name: NotRequired[str | None]


class SignedIn(TypedDict):
    access_token: str
    refresh_token: str
    token_type: str
    expires_in: int
    """Seconds until the access token expires."""
    user: User


class Sold(TypedDict):
    id: int
    name: str
    price: int


class State(TypedDict):
    enabled: bool
    enabled_at: str | None
    required: bool
    """Whether a role that the person holds asks for it."""
    recovery_codes: int
    """How many recovery codes are left."""


class Statistics(TypedDict):
    count: int
    sum: float | None
    mean: float | None
    median: float | None
    std: float | None
    """Standard deviation of a sample (n - 1)."""
    min: float | None
    max: float | None
    q1: float | None
    q3: float | None
    cv: float | None
    """std by the mean: 0.2 varies little, 1 a lot."""
    skewness: float | None
    zeros: int
    last: float | None


class Submitted(TypedDict):
    """A submitted attempt, and what the learner's progress has become by it."""

    id: int
    number: int
    score: int | None
    passed: bool | None
    started_at: str
    expires_at: str | None
    submitted_at: str | None
    course_id: int
    content_id: int
    mastery_score: int | None
    attempts_left: int | None
    """Null: any number."""
    questions: list[Asked]
    progress: CourseProgress


class Titled(TypedDict):
    id: int
    title: str


class ToldOf(TypedDict):
    completed: NotRequired[bool]
    """It is done. false says nothing: what is done stays done. Of a quiz it says nothing."""
    percent: NotRequired[int | None]
    """How far; the greatest counts, and 100 is done. Of a quiz it says nothing."""
    position: NotRequired[float | None]
    """Where to go on, such as seconds of a video; that of the latest `recorded_at` counts."""
    seconds: NotRequired[int | None]
    """Time spent in this visit so far; the greatest counts, visits are added up."""
    visit: NotRequired[str]
    """The device's own name for this visit of the content, so that two devices both count."""
    recorded_at: NotRequired[str | None]
    """The device's moment (RFC 3339); left out, or in the future, it is now."""
    content_id: int


class Totals(TypedDict):
    transactions: int
    units: int
    revenue: int
    """Whole rupiah."""
    average_basket: int | None
    cost: int | None
    margin: int | None
    margin_rate: float | None
    tax: int
    """Whole rupiah."""
    cost_known: float | None


class Trend(TypedDict):
    direction: Literal["rising", "falling", "none"]
    """rising or falling where p_adjusted is below 0.05."""
    slope: float | None
    """Change a period (Theil and Sen), with its 95 % interval."""
    slope_lo95: float | None
    slope_hi95: float | None
    tau: float | None
    p_value: float | None
    """Of the test of Mann and Kendall."""
    p_adjusted: float | None
    """The same among all series of the file (Holm)."""
    trend_strength: float | None
    """The share of the variance that the trend explains; below, the season."""
    season_strength: float | None
    reason: str | None


class Unsold(TypedDict):
    products: int
    value: int
    """Whole rupiah."""
    dearest: list[UnsoldProduct]


class UnsoldProduct(TypedDict):
    product_id: int
    name: str
    stock: int
    value: int
    """Whole rupiah."""
    valued_at: Literal["cost", "price"]
    last_sold_on: str | None


class Urls(TypedDict):
    """The same picture in three sizes, as WebP."""

    small: str
    """At most 160 pixels wide and high."""
    medium: str
    """At most 480."""
    large: str
    """At most 1200."""


class User(TypedDict):
    id: int
    name: str
    email: str | None
    email_verified: bool
    username: str | None
    role: Literal["buyer", "seller", "developer", "admin"] | None
    roles: list[Literal["buyer", "seller", "developer", "admin"]]


class Verification(TypedDict):
    token: str
    """What stands behind `token=` in the link."""


class Verified(TypedDict):
    email: str


class Version(TypedDict):
    number: int
    title: str
    contents: int
    published_at: str
    published_by: Named


class Versions(TypedDict):
    per_page: int
    has_next: bool
    next_cursor: str | None
    versions: list[Version]


class WaiverIn(TypedDict):
    content_id: int
    reason: str


class Warning(TypedDict):
    code: str
    msg: str
    count: int
    values: list[NamedCount]


class Weekday(TypedDict):
    weekday: int
    transactions: list[int]
    revenue: list[int]


class Whole(TypedDict):
    statistics: Statistics
    trend: Trend
    growth: Growth
    forecast: list[AnalysisAhead] | None
    chart: list[Past | AnalysisAhead]
    """The last 120 periods, then the forecast."""
    svg: NotRequired[str | None]


class WholeContent(TypedDict):
    id: int
    section_id: int | None
    """Null: taken out of the draft."""
    position: int
    kind: Literal["text", "video", "file", "quiz"]
    title: str
    required: bool
    move_on: Literal["Passed", "Completed", "CompletedAndPassed", "CompletedOrPassed", "NotApplicable"]
    mastery_score: int | None
    minutes: int | None
    prerequisites: list[int]
    file: File | None
    created_at: str
    updated_at: str
    revision: int
    """Of the whole draft, raised by each write; in quotes it is what `If-Match` takes."""
    body: str
    html: str
    """What the Markdown will look like."""
    quiz: dict[str, Any] | None


class WholeVersion(TypedDict):
    number: int
    title: str
    contents: int
    published_at: str
    published_by: Named
    summary: str
    description_html: str
    language: str
    sequential: bool
    prerequisites: list[Titled]
    outline: list[OutlinedSection]


class WrittenSection(TypedDict):
    id: int
    position: int
    title: str
    revision: int
    """Of the whole draft, raised by each write; in quotes it is what `If-Match` takes."""


SigningIn = SignIn
SigningUp = SignUp
SignedInAnswer = SignedIn


class AlreadyExists(Problem, code="already_exists"):
    pass


class AmbiguousCredentials(Problem, code="ambiguous_credentials"):
    pass


class AnalysesUnavailable(Problem, code="analyses_unavailable"):
    pass


class AnalysisQuestion(Problem, code="analysis_question"):
    parameter: str
    candidates: list[str]
    questions: list[AnalysisQuestionQuestions]


class AnalysisStopped(Problem, code="analysis_stopped"):
    stage: str
    reason: str


class AnalysisTooLarge(Problem, code="analysis_too_large"):
    megabytes: int


class ApiKeyNotActive(Problem, code="api_key_not_active"):
    state: str


class ApiKeyNotAllowed(Problem, code="api_key_not_allowed"):
    pass


class ApiKeyNotFound(Problem, code="api_key_not_found"):
    id: int


class ApiKeyRequired(Problem, code="api_key_required"):
    pass


class AttemptNotFound(Problem, code="attempt_not_found"):
    id: int


class AttemptOver(Problem, code="attempt_over"):
    pass


class AuditEntryNotFound(Problem, code="audit_entry_not_found"):
    id: int


class BadRequest(Problem, code="bad_request"):
    pass


class BrandNotFound(Problem, code="brand_not_found"):
    id: int


class Busy(Problem, code="busy"):
    pass


class CategoryNotFound(Problem, code="category_not_found"):
    id: int


class CertificateNotFound(Problem, code="certificate_not_found"):
    pass


class CertificateRevoked(Problem, code="certificate_revoked"):
    pass


class CodeNotFound(Problem, code="code_not_found"):
    looked_up: str


class ContentLocked(Problem, code="content_locked"):
    content_title: str
    needed: str
    content_id: int
    missing: list[ContentLockedMissing]


class ContentNotFound(Problem, code="content_not_found"):
    id: int


class CourseClosed(Problem, code="course_closed"):
    product_name: str
    product_id: int


class CourseNotFound(Problem, code="course_not_found"):
    id: int


class CourseOwned(Problem, code="course_owned"):
    product_name: str
    product_id: int
    course_ids: list[int]


class CoursePaid(Problem, code="course_paid"):
    pass


class CourseUnpublished(Problem, code="course_unpublished"):
    pass


class CourseUnsatisfiable(Problem, code="course_unsatisfiable"):
    reasons: list[CourseUnsatisfiableReasons]


class CursorOfAnotherSorting(Problem, code="cursor_of_another_sorting"):
    sort_by: str
    sort_order: str


class DatabaseUnavailable(Problem, code="database_unavailable"):
    pass


class EmailAlreadyVerified(Problem, code="email_already_verified"):
    pass


class EmailThrottled(Problem, code="email_throttled"):
    seconds: int


class EncodedBody(Problem, code="encoded_body"):
    pass


class ExpiredToken(Problem, code="expired_token"):
    pass


class FileNotFound(Problem, code="file_not_found"):
    pass


class Forbidden(Problem, code="forbidden"):
    roles: str


class IdempotencyInProgress(Problem, code="idempotency_in_progress"):
    pass


class IdempotencyKeyReused(Problem, code="idempotency_key_reused"):
    pass


class IdempotentAnswerLost(Problem, code="idempotent_answer_lost"):
    pass


class ImageNotFound(Problem, code="image_not_found"):
    id: int


class ImportNotFound(Problem, code="import_not_found"):
    id: int


class InsufficientStock(Problem, code="insufficient_stock"):
    available: int
    product_name: str
    product_id: int
    requested: int
    items: list[InsufficientStockItems]


class InternalError(Problem, code="internal_error"):
    pass


class InvalidToken(Problem, code="invalid_token"):
    pass


class JobNotFound(Problem, code="job_not_found"):
    id: int


class KeyExpired(Problem, code="key_expired"):
    pass


class KeyMalformed(Problem, code="key_malformed"):
    pass


class KeyMisplaced(Problem, code="key_misplaced"):
    pass


class KeyRevoked(Problem, code="key_revoked"):
    pass


class KeyRotated(Problem, code="key_rotated"):
    pass


class KeyUnknown(Problem, code="key_unknown"):
    pass


class LastAdmin(Problem, code="last_admin"):
    pass


class LearnerNotFound(Problem, code="learner_not_found"):
    id: int


class LearnerRemoved(Problem, code="learner_removed"):
    pass


class LinkExpired(Problem, code="link_expired"):
    pass


class MalformedEtag(Problem, code="malformed_etag"):
    pass


class MalformedJson(Problem, code="malformed_json"):
    why: str


class MalformedRequest(Problem, code="malformed_request"):
    why: str


class MethodNotAllowed(Problem, code="method_not_allowed"):
    method: str


class MfaEnrolmentRequired(Problem, code="mfa_enrolment_required"):
    pass


class MissingToken(Problem, code="missing_token"):
    pass


class NoAttemptsLeft(Problem, code="no_attempts_left"):
    most: int


class NoEmail(Problem, code="no_email"):
    pass


class NotEnrolled(Problem, code="not_enrolled"):
    pass


class NotFound(Problem, code="not_found"):
    pass


class NotMultipart(Problem, code="not_multipart"):
    pass


class OrderIncomplete(Problem, code="order_incomplete"):
    pass


class OwnSecondFactor(Problem, code="own_second_factor"):
    pass


class PayloadTooLarge(Problem, code="payload_too_large"):
    pass


class PrerequisitesMissing(Problem, code="prerequisites_missing"):
    needed: str
    missing: list[PrerequisitesMissingMissing]


class ProductNotFound(Problem, code="product_not_found"):
    id: int


class ProductSellsCourse(Problem, code="product_sells_course"):
    course_title: str
    course_id: int


class PurchaseRequired(Problem, code="purchase_required"):
    product_id: int


class RangeNotSatisfiable(Problem, code="range_not_satisfiable"):
    pass


class RateLimited(Problem, code="rate_limited"):
    seconds: int


class RateLimiterUnavailable(Problem, code="rate_limiter_unavailable"):
    pass


class ReauthenticationRequired(Problem, code="reauthentication_required"):
    minutes: int


class RequestTimeout(Problem, code="request_timeout"):
    pass


class ReusedToken(Problem, code="reused_token"):
    pass


class RevokedToken(Problem, code="revoked_token"):
    pass


class RoleHeld(Problem, code="role_held"):
    role: str


class RoleRequestDecided(Problem, code="role_request_decided"):
    state: str
    id: int


class RoleRequestNotFound(Problem, code="role_request_not_found"):
    id: int


class RoleRequestPending(Problem, code="role_request_pending"):
    role: str


class ScopeMissing(Problem, code="scope_missing"):
    scope: str


class SecondFactorEnabled(Problem, code="second_factor_enabled"):
    pass


class SecondFactorMissing(Problem, code="second_factor_missing"):
    pass


class SecondFactorNotBegun(Problem, code="second_factor_not_begun"):
    pass


class SectionNotFound(Problem, code="section_not_found"):
    id: int


class SessionNotFound(Problem, code="session_not_found"):
    pass


class SignInBusy(Problem, code="sign_in_busy"):
    pass


class StillInUse(Problem, code="still_in_use"):
    pass


class StorageUnavailable(Problem, code="storage_unavailable"):
    pass


class Taken(Problem, code="taken"):
    field: str


class TokenMisplaced(Problem, code="token_misplaced"):
    pass


class TooManyAnalyses(Problem, code="too_many_analyses"):
    pass


class TooManyApiKeys(Problem, code="too_many_api_keys"):
    most: int


class TooManyAttempts(Problem, code="too_many_attempts"):
    seconds: int


class TooManyImages(Problem, code="too_many_images"):
    most: int
    present: int


class TooManyImports(Problem, code="too_many_imports"):
    most: int


class TooManyParts(Problem, code="too_many_parts"):
    most: int


class TotalChanged(Problem, code="total_changed"):
    total: int
    expected_total: int
    quote: Quote


class TotpCodeRequired(Problem, code="totp_code_required"):
    pass


class TransactionNotFound(Problem, code="transaction_not_found"):
    id: int


class UnsupportedMediaType(Problem, code="unsupported_media_type"):
    pass


class UserNotFound(Problem, code="user_not_found"):
    id: int


class ValidationFailed(Problem, code="validation_failed"):
    candidates: list[str] | None = None


class VersionConflict(Problem, code="version_conflict"):
    pass


class VersionNotFound(Problem, code="version_not_found"):
    number: int


class WrongCredentials(Problem, code="wrong_credentials"):
    pass


class WrongSecondFactor(Problem, code="wrong_second_factor"):
    pass


class AccountsCalls(Resource):
    def change_password(self, body: PasswordChange, *, idempotency_key: str | None = None) -> SignedIn:
        """Replaces the caller's password. All their sessions end, and the answer is the beginning of a new one.

        Not for API keys."""
        answer: SignedIn = self._call(
            "POST", "/api/auth/password/change", body=body, headers={"idempotency-key": idempotency_key}
        )
        return answer

    def forget_password(self, body: Forgotten, *, idempotency_key: str | None = None) -> Message:
        """Sends a letter with a link that resets the password. The answer is the same whether there is such an account.

        Anybody may call this."""
        answer: Message = self._call(
            "POST", "/api/auth/password/forgot", body=body, headers={"idempotency-key": idempotency_key}
        )
        return answer

    def reset_password(self, body: Reset, *, idempotency_key: str | None = None) -> ResetDone:
        """Sets a new password by a letter's link, once. All sessions of the person end: sign in with the new one.

        Where the address was never verified before, somebody else may have made the account: its API keys are revoked and
        its second factor is removed. Elsewhere the second factor stays, and so do the keys without `revoke_api_keys`.

        Anybody may call this."""
        answer: ResetDone = self._call(
            "POST", "/api/auth/password/reset", body=body, headers={"idempotency-key": idempotency_key}
        )
        return answer

    def send_verification(self, *, idempotency_key: str | None = None) -> Message:
        """Sends the letter that verifies the caller's address once more; the link before it is dead.

        Not for API keys."""
        answer: Message = self._call("POST", "/api/auth/verify/send", headers={"idempotency-key": idempotency_key})
        return answer

    def verify(self, body: Verification, *, idempotency_key: str | None = None) -> Verified:
        """Verifies the address that a letter's link was sent to. Opened again, it answers the same and does nothing.

        Anybody may call this."""
        answer: Verified = self._call(
            "POST", "/api/auth/verify", body=body, headers={"idempotency-key": idempotency_key}
        )
        return answer


class ActivitiesCalls(Resource):
    @overload
    def export(
        self,
        *,
        from_: str | None = None,
        to: str | None = None,
        type: Literal[
            "sign_up",
            "sign_in",
            "profile_changed",
            "email_change_requested",
            "email_changed",
            "email_verified",
            "password_reset_requested",
            "password_reset",
            "password_changed",
            "second_factor_enabled",
            "second_factor_disabled",
            "second_factor_reset",
            "second_factor_policy",
            "recovery_code_used",
            "recovery_codes_renewed",
            "product_created",
            "product_changed",
            "product_deleted",
            "product_viewed",
            "category_created",
            "category_changed",
            "category_deleted",
            "brand_created",
            "brand_changed",
            "brand_deleted",
            "sale",
            "import",
            "export",
            "analysis",
            "course_created",
            "course_changed",
            "course_published",
            "course_deleted",
            "course_restored",
            "course_enrolled",
            "course_left",
            "course_completed",
            "quiz_submitted",
            "progress_waived",
            "learner_removed",
            "learner_readmitted",
            "quiz_allowed",
            "certificate_reissued",
            "certificate_revoked",
            "api_key_created",
            "api_key_changed",
            "api_key_rotated",
            "api_key_revoked",
            "role_requested",
            "role_request_withdrawn",
            "role_granted",
            "role_denied",
            "shop_changed",
        ]
        | None = None,
        format: Literal["csv"] | None = None,
    ) -> bytes: ...
    @overload
    def export(
        self,
        *,
        from_: str | None = None,
        to: str | None = None,
        type: Literal[
            "sign_up",
            "sign_in",
            "profile_changed",
            "email_change_requested",
            "email_changed",
            "email_verified",
            "password_reset_requested",
            "password_reset",
            "password_changed",
            "second_factor_enabled",
            "second_factor_disabled",
            "second_factor_reset",
            "second_factor_policy",
            "recovery_code_used",
            "recovery_codes_renewed",
            "product_created",
            "product_changed",
            "product_deleted",
            "product_viewed",
            "category_created",
            "category_changed",
            "category_deleted",
            "brand_created",
            "brand_changed",
            "brand_deleted",
            "sale",
            "import",
            "export",
            "analysis",
            "course_created",
            "course_changed",
            "course_published",
            "course_deleted",
            "course_restored",
            "course_enrolled",
            "course_left",
            "course_completed",
            "quiz_submitted",
            "progress_waived",
            "learner_removed",
            "learner_readmitted",
            "quiz_allowed",
            "certificate_reissued",
            "certificate_revoked",
            "api_key_created",
            "api_key_changed",
            "api_key_rotated",
            "api_key_revoked",
            "role_requested",
            "role_request_withdrawn",
            "role_granted",
            "role_denied",
            "shop_changed",
        ]
        | None = None,
        format: Literal["json"],
    ) -> Activities: ...
    def export(
        self,
        *,
        from_: str | None = None,
        to: str | None = None,
        type: Literal[
            "sign_up",
            "sign_in",
            "profile_changed",
            "email_change_requested",
            "email_changed",
            "email_verified",
            "password_reset_requested",
            "password_reset",
            "password_changed",
            "second_factor_enabled",
            "second_factor_disabled",
            "second_factor_reset",
            "second_factor_policy",
            "recovery_code_used",
            "recovery_codes_renewed",
            "product_created",
            "product_changed",
            "product_deleted",
            "product_viewed",
            "category_created",
            "category_changed",
            "category_deleted",
            "brand_created",
            "brand_changed",
            "brand_deleted",
            "sale",
            "import",
            "export",
            "analysis",
            "course_created",
            "course_changed",
            "course_published",
            "course_deleted",
            "course_restored",
            "course_enrolled",
            "course_left",
            "course_completed",
            "quiz_submitted",
            "progress_waived",
            "learner_removed",
            "learner_readmitted",
            "quiz_allowed",
            "certificate_reissued",
            "certificate_revoked",
            "api_key_created",
            "api_key_changed",
            "api_key_rotated",
            "api_key_revoked",
            "role_requested",
            "role_request_withdrawn",
            "role_granted",
            "role_denied",
            "shop_changed",
        ]
        | None = None,
        format: Literal["csv", "json"] | None = None,
    ) -> bytes | Activities:
        """The caller's own log as a file, newest first; the export is its newest line.

        In the CSV the time is that of Jakarta, and an apostrophe stands before what a spreadsheet would run as a formula.

        An API key needs the scope users:read."""
        answer: bytes | Activities = self._call(
            "GET", "/api/users/export-activities", query={"from": from_, "to": to, "type": type, "format": format}
        )
        return answer

    def list(
        self,
        *,
        page: int | None = None,
        per_page: int | None = None,
        cursor: str | None = None,
        from_: str | None = None,
        to: str | None = None,
        type: Literal[
            "sign_up",
            "sign_in",
            "profile_changed",
            "email_change_requested",
            "email_changed",
            "email_verified",
            "password_reset_requested",
            "password_reset",
            "password_changed",
            "second_factor_enabled",
            "second_factor_disabled",
            "second_factor_reset",
            "second_factor_policy",
            "recovery_code_used",
            "recovery_codes_renewed",
            "product_created",
            "product_changed",
            "product_deleted",
            "product_viewed",
            "category_created",
            "category_changed",
            "category_deleted",
            "brand_created",
            "brand_changed",
            "brand_deleted",
            "sale",
            "import",
            "export",
            "analysis",
            "course_created",
            "course_changed",
            "course_published",
            "course_deleted",
            "course_restored",
            "course_enrolled",
            "course_left",
            "course_completed",
            "quiz_submitted",
            "progress_waived",
            "learner_removed",
            "learner_readmitted",
            "quiz_allowed",
            "certificate_reissued",
            "certificate_revoked",
            "api_key_created",
            "api_key_changed",
            "api_key_rotated",
            "api_key_revoked",
            "role_requested",
            "role_request_withdrawn",
            "role_granted",
            "role_denied",
            "shop_changed",
        ]
        | None = None,
    ) -> ActivityPage:
        """The caller's own log, newest first, of one type or some days.

        An API key needs the scope users:read."""
        answer: ActivityPage = self._call(
            "GET",
            "/api/users/activities",
            query={"page": page, "per_page": per_page, "cursor": cursor, "from": from_, "to": to, "type": type},
        )
        return answer

    def walk(
        self,
        *,
        per_page: int = 100,
        from_: str | None = None,
        to: str | None = None,
        type: Literal[
            "sign_up",
            "sign_in",
            "profile_changed",
            "email_change_requested",
            "email_changed",
            "email_verified",
            "password_reset_requested",
            "password_reset",
            "password_changed",
            "second_factor_enabled",
            "second_factor_disabled",
            "second_factor_reset",
            "second_factor_policy",
            "recovery_code_used",
            "recovery_codes_renewed",
            "product_created",
            "product_changed",
            "product_deleted",
            "product_viewed",
            "category_created",
            "category_changed",
            "category_deleted",
            "brand_created",
            "brand_changed",
            "brand_deleted",
            "sale",
            "import",
            "export",
            "analysis",
            "course_created",
            "course_changed",
            "course_published",
            "course_deleted",
            "course_restored",
            "course_enrolled",
            "course_left",
            "course_completed",
            "quiz_submitted",
            "progress_waived",
            "learner_removed",
            "learner_readmitted",
            "quiz_allowed",
            "certificate_reissued",
            "certificate_revoked",
            "api_key_created",
            "api_key_changed",
            "api_key_rotated",
            "api_key_revoked",
            "role_requested",
            "role_request_withdrawn",
            "role_granted",
            "role_denied",
            "shop_changed",
        ]
        | None = None,
    ) -> Iterator[Activity]:
        """Each row of `list`, page after page."""
        return walk(
            lambda cursor: self.list(per_page=per_page, from_=from_, to=to, type=type, cursor=cursor), "activities"
        )


class AnalysesCalls(Resource):
    @overload
    def analyze(
        self,
        body: AnalyzeForm,
        *,
        include_forecast: bool | None = None,
        include_visualizations: bool | None = None,
        export_format: Literal["json"] | None = None,
        horizon: int | None = None,
        tier: Literal["fast", "best"] | None = None,
        frequency: Literal["hour", "day", "business_day", "week", "month", "quarter", "semester", "year"] | None = None,
        date: str | None = None,
        series: list[str] | None = None,
        value: list[str] | None = None,
        skip: list[str] | None = None,
        aggregate: Literal["sum", "mean", "count"] | None = None,
        fill: Literal["zero", "interpolate"] | None = None,
        day_order: Literal["day_first", "month_first"] | None = None,
        year: int | None = None,
        through: str | None = None,
    ) -> Analysis: ...
    @overload
    def analyze(
        self,
        body: AnalyzeForm,
        *,
        include_forecast: bool | None = None,
        include_visualizations: bool | None = None,
        export_format: Literal["csv"],
        horizon: int | None = None,
        tier: Literal["fast", "best"] | None = None,
        frequency: Literal["hour", "day", "business_day", "week", "month", "quarter", "semester", "year"] | None = None,
        date: str | None = None,
        series: list[str] | None = None,
        value: list[str] | None = None,
        skip: list[str] | None = None,
        aggregate: Literal["sum", "mean", "count"] | None = None,
        fill: Literal["zero", "interpolate"] | None = None,
        day_order: Literal["day_first", "month_first"] | None = None,
        year: int | None = None,
        through: str | None = None,
    ) -> bytes: ...
    def analyze(
        self,
        body: AnalyzeForm,
        *,
        include_forecast: bool | None = None,
        include_visualizations: bool | None = None,
        export_format: Literal["json", "csv"] | None = None,
        horizon: int | None = None,
        tier: Literal["fast", "best"] | None = None,
        frequency: Literal["hour", "day", "business_day", "week", "month", "quarter", "semester", "year"] | None = None,
        date: str | None = None,
        series: list[str] | None = None,
        value: list[str] | None = None,
        skip: list[str] | None = None,
        aggregate: Literal["sum", "mean", "count"] | None = None,
        fill: Literal["zero", "interpolate"] | None = None,
        day_order: Literal["day_first", "month_first"] | None = None,
        year: int | None = None,
        through: str | None = None,
    ) -> Analysis | bytes:
        """Analyses a file: statistics, trend, growth, quality and forecast of each series in it, and of their total.

        Columns are found by their names and contents; where that leaves a question, the answer is a 422 with the code
        `analysis_question`, the `parameter` that answers it and the `candidates`; where it leaves several, all stand in
        `questions`. Where time or memory runs out the series
        that are finished are the answer, and `degraded` says what is missing. Of the file nothing is kept but its name and
        size, in the log of activities; the answer stays in memory for a while, for whoever sends the same again.

        An API key needs the scope analytics:read."""
        answer: Analysis | bytes = self._call(
            "POST",
            "/api/analytics/analyze",
            form=body,
            query={
                "include_forecast": include_forecast,
                "include_visualizations": include_visualizations,
                "export_format": export_format,
                "horizon": horizon,
                "tier": tier,
                "frequency": frequency,
                "date": date,
                "series": series,
                "value": value,
                "skip": skip,
                "aggregate": aggregate,
                "fill": fill,
                "day_order": day_order,
                "year": year,
                "through": through,
            },
        )
        return answer


class AnalyticsCalls(Resource):
    @overload
    def cohorts(self, *, course_id: int, format: Literal["json"] | None = None) -> CohortsOfCourse: ...
    @overload
    def cohorts(self, *, course_id: int, format: Literal["csv"]) -> bytes: ...
    def cohorts(self, *, course_id: int, format: Literal["json", "csv"] | None = None) -> CohortsOfCourse | bytes:
        """What became of those who enrolled in each month: completions in time, and who came back in which week.

        An API key needs the scope analytics:read."""
        answer: CohortsOfCourse | bytes = self._call(
            "GET", "/api/analytics/cohorts", query={"course_id": course_id, "format": format}
        )
        return answer

    @overload
    def completion_rates(
        self,
        *,
        per_page: int | None = None,
        cursor: str | None = None,
        course_id: int | None = None,
        format: Literal["json"] | None = None,
        by: Literal["course", "month"] | None = None,
    ) -> RatesOfCourses: ...
    @overload
    def completion_rates(
        self,
        *,
        per_page: int | None = None,
        cursor: str | None = None,
        course_id: int | None = None,
        format: Literal["csv"],
        by: Literal["course", "month"] | None = None,
    ) -> bytes: ...
    def completion_rates(
        self,
        *,
        per_page: int | None = None,
        cursor: str | None = None,
        course_id: int | None = None,
        format: Literal["json", "csv"] | None = None,
        by: Literal["course", "month"] | None = None,
    ) -> RatesOfCourses | bytes:
        """Which share of those who enrolled has completed the course, and in how many days. Who left counts as enrolled.

        The CSV has a row for each course, or for each month of each.

        An API key needs the scope analytics:read."""
        answer: RatesOfCourses | bytes = self._call(
            "GET",
            "/api/analytics/completion-rates",
            query={"per_page": per_page, "cursor": cursor, "course_id": course_id, "format": format, "by": by},
        )
        return answer

    def walk_completion_rates(
        self, *, per_page: int = 100, course_id: int | None = None, by: Literal["course", "month"] | None = None
    ) -> Iterator[CourseRate]:
        """Each row of `completion_rates`, page after page."""
        return walk(
            lambda cursor: self.completion_rates(per_page=per_page, course_id=course_id, by=by, cursor=cursor),
            "courses",
        )

    @overload
    def course_engagement(
        self,
        *,
        per_page: int | None = None,
        cursor: str | None = None,
        course_id: int | None = None,
        format: Literal["json"] | None = None,
    ) -> EngagementOfCourses: ...
    @overload
    def course_engagement(
        self,
        *,
        per_page: int | None = None,
        cursor: str | None = None,
        course_id: int | None = None,
        format: Literal["csv"],
    ) -> bytes: ...
    def course_engagement(
        self,
        *,
        per_page: int | None = None,
        cursor: str | None = None,
        course_id: int | None = None,
        format: Literal["json", "csv"] | None = None,
    ) -> EngagementOfCourses | bytes:
        """How active the learners of each course are; of a single course also the last 30 days and each content.

        In the CSV the column `row` tells courses, days and contents apart.

        An API key needs the scope analytics:read."""
        answer: EngagementOfCourses | bytes = self._call(
            "GET",
            "/api/analytics/course-engagement",
            query={"per_page": per_page, "cursor": cursor, "course_id": course_id, "format": format},
        )
        return answer

    def walk_course_engagement(self, *, per_page: int = 100, course_id: int | None = None) -> Iterator[Engagement]:
        """Each row of `course_engagement`, page after page."""
        return walk(
            lambda cursor: self.course_engagement(per_page=per_page, course_id=course_id, cursor=cursor), "courses"
        )

    @overload
    def course_progress(
        self,
        *,
        per_page: int | None = None,
        cursor: str | None = None,
        course_id: int | None = None,
        format: Literal["json"] | None = None,
    ) -> ProgressOfCourses: ...
    @overload
    def course_progress(
        self,
        *,
        per_page: int | None = None,
        cursor: str | None = None,
        course_id: int | None = None,
        format: Literal["csv"],
    ) -> bytes: ...
    def course_progress(
        self,
        *,
        per_page: int | None = None,
        cursor: str | None = None,
        course_id: int | None = None,
        format: Literal["json", "csv"] | None = None,
    ) -> ProgressOfCourses | bytes:
        """How far the learners of each course are: by state, by percentage, mean and median.

        An API key needs the scope analytics:read."""
        answer: ProgressOfCourses | bytes = self._call(
            "GET",
            "/api/analytics/course-progress",
            query={"per_page": per_page, "cursor": cursor, "course_id": course_id, "format": format},
        )
        return answer

    def walk_course_progress(
        self, *, per_page: int = 100, course_id: int | None = None
    ) -> Iterator[ProgressOfCoursesProgress]:
        """Each row of `course_progress`, page after page."""
        return walk(
            lambda cursor: self.course_progress(per_page=per_page, course_id=course_id, cursor=cursor), "courses"
        )

    @overload
    def user_progress(
        self,
        *,
        per_page: int | None = None,
        cursor: str | None = None,
        course_id: int | None = None,
        format: Literal["json"] | None = None,
        state: Literal["not_started", "in_progress", "completed", "left"] | None = None,
        inactive_days: int | None = None,
        scope: Literal["learners", "own", "all"] | None = None,
    ) -> ProgressOfPeople: ...
    @overload
    def user_progress(
        self,
        *,
        per_page: int | None = None,
        cursor: str | None = None,
        course_id: int | None = None,
        format: Literal["csv"],
        state: Literal["not_started", "in_progress", "completed", "left"] | None = None,
        inactive_days: int | None = None,
        scope: Literal["learners", "own", "all"] | None = None,
    ) -> bytes: ...
    def user_progress(
        self,
        *,
        per_page: int | None = None,
        cursor: str | None = None,
        course_id: int | None = None,
        format: Literal["json", "csv"] | None = None,
        state: Literal["not_started", "in_progress", "completed", "left"] | None = None,
        inactive_days: int | None = None,
        scope: Literal["learners", "own", "all"] | None = None,
    ) -> ProgressOfPeople | bytes:
        """Learners with how far they are, by course: an admin's all, an owner's those of own courses, else one's own.

        Nobody sees the people of others. In the CSV, which holds all of them, times are those of Jakarta.

        An API key needs the scope analytics:read."""
        answer: ProgressOfPeople | bytes = self._call(
            "GET",
            "/api/analytics/user-progress",
            query={
                "per_page": per_page,
                "cursor": cursor,
                "course_id": course_id,
                "format": format,
                "state": state,
                "inactive_days": inactive_days,
                "scope": scope,
            },
        )
        return answer

    def walk_user_progress(
        self,
        *,
        per_page: int = 100,
        course_id: int | None = None,
        state: Literal["not_started", "in_progress", "completed", "left"] | None = None,
        inactive_days: int | None = None,
        scope: Literal["learners", "own", "all"] | None = None,
    ) -> Iterator[Learner]:
        """Each row of `user_progress`, page after page."""
        return walk(
            lambda cursor: self.user_progress(
                per_page=per_page,
                course_id=course_id,
                state=state,
                inactive_days=inactive_days,
                scope=scope,
                cursor=cursor,
            ),
            "learners",
        )


class AttemptsCalls(Resource):
    def save_answers(
        self,
        course_id: int,
        content_id: int,
        attempt_id: int,
        body: Answers | None = None,
        *,
        idempotency_key: str | None = None,
    ) -> Attempt:
        """Keeps answers without submitting, so that no lost connection loses them.

        An API key needs the scope courses:write."""
        answer: Attempt = self._call(
            "PUT",
            f"/api/courses/{course_id}/contents/{content_id}/attempts/{attempt_id}",
            body=body or {},
            headers={"idempotency-key": idempotency_key},
        )
        return answer

    def show(self, course_id: int, content_id: int, attempt_id: int) -> Attempt:
        """One attempt of the caller.

        An API key needs the scope courses:read."""
        answer: Attempt = self._call("GET", f"/api/courses/{course_id}/contents/{content_id}/attempts/{attempt_id}")
        return answer

    def start(self, course_id: int, content_id: int, *, idempotency_key: str | None = None) -> Attempt:
        """Begins an attempt, or goes on with the one that is under way: its questions, without what is right.

        An API key needs the scope courses:write."""
        answer: Attempt = self._call(
            "POST",
            f"/api/courses/{course_id}/contents/{content_id}/attempts",
            headers={"idempotency-key": idempotency_key},
        )
        return answer

    def submit(
        self,
        course_id: int,
        content_id: int,
        attempt_id: int,
        body: Answers | None = None,
        *,
        idempotency_key: str | None = None,
    ) -> Submitted:
        """Ends the attempt with what was saved and these answers. Submitting again answers the same.

        An API key needs the scope courses:write."""
        answer: Submitted = self._call(
            "POST",
            f"/api/courses/{course_id}/contents/{content_id}/attempts/{attempt_id}/submit",
            body=body or {},
            headers={"idempotency-key": idempotency_key},
        )
        return answer

    def list(self, course_id: int, content_id: int) -> Attempts:
        """The caller's attempts at the quiz, and what it allows: how long one lasts, and how many are left.

        An API key needs the scope courses:read."""
        answer: Attempts = self._call("GET", f"/api/courses/{course_id}/contents/{content_id}/attempts")
        return answer


class AuditCalls(Resource):
    @overload
    def export_entries(
        self,
        *,
        from_: str | None = None,
        to: str | None = None,
        user_id: int | None = None,
        key_id: int | None = None,
        table: str | None = None,
        row_id: str | None = None,
        operation: Literal["INSERT", "UPDATE", "DELETE", "DENIED"] | None = None,
        request_id: str | None = None,
        address: str | None = None,
        format: Literal["csv"] | None = None,
    ) -> bytes: ...
    @overload
    def export_entries(
        self,
        *,
        from_: str | None = None,
        to: str | None = None,
        user_id: int | None = None,
        key_id: int | None = None,
        table: str | None = None,
        row_id: str | None = None,
        operation: Literal["INSERT", "UPDATE", "DELETE", "DENIED"] | None = None,
        request_id: str | None = None,
        address: str | None = None,
        format: Literal["json"],
    ) -> Entries: ...
    def export_entries(
        self,
        *,
        from_: str | None = None,
        to: str | None = None,
        user_id: int | None = None,
        key_id: int | None = None,
        table: str | None = None,
        row_id: str | None = None,
        operation: Literal["INSERT", "UPDATE", "DELETE", "DENIED"] | None = None,
        request_id: str | None = None,
        address: str | None = None,
        format: Literal["csv", "json"] | None = None,
    ) -> bytes | Entries:
        """The same list as a file; that it was taken stands in the admin's own log.

        In the CSV the time is that of Jakarta, the changes are JSON, and an apostrophe stands before what a spreadsheet
        would run as a formula.

        Needs one of the roles: admin. Not for API keys."""
        answer: bytes | Entries = self._call(
            "GET",
            "/api/audit/export",
            query={
                "from": from_,
                "to": to,
                "user_id": user_id,
                "key_id": key_id,
                "table": table,
                "row_id": row_id,
                "operation": operation,
                "request_id": request_id,
                "address": address,
                "format": format,
            },
        )
        return answer

    def list_entries(
        self,
        *,
        page: int | None = None,
        per_page: int | None = None,
        cursor: str | None = None,
        from_: str | None = None,
        to: str | None = None,
        user_id: int | None = None,
        key_id: int | None = None,
        table: str | None = None,
        row_id: str | None = None,
        operation: Literal["INSERT", "UPDATE", "DELETE", "DENIED"] | None = None,
        request_id: str | None = None,
        address: str | None = None,
    ) -> AuditPage:
        """Who changed what, newest first; a call that was refused is a DENIED.

        Needs one of the roles: admin. Not for API keys."""
        answer: AuditPage = self._call(
            "GET",
            "/api/audit",
            query={
                "page": page,
                "per_page": per_page,
                "cursor": cursor,
                "from": from_,
                "to": to,
                "user_id": user_id,
                "key_id": key_id,
                "table": table,
                "row_id": row_id,
                "operation": operation,
                "request_id": request_id,
                "address": address,
            },
        )
        return answer

    def walk_entries(
        self,
        *,
        per_page: int = 100,
        from_: str | None = None,
        to: str | None = None,
        user_id: int | None = None,
        key_id: int | None = None,
        table: str | None = None,
        row_id: str | None = None,
        operation: Literal["INSERT", "UPDATE", "DELETE", "DENIED"] | None = None,
        request_id: str | None = None,
        address: str | None = None,
    ) -> Iterator[Entry]:
        """Each row of `list_entries`, page after page."""
        return walk(
            lambda cursor: self.list_entries(
                per_page=per_page,
                from_=from_,
                to=to,
                user_id=user_id,
                key_id=key_id,
                table=table,
                row_id=row_id,
                operation=operation,
                request_id=request_id,
                address=address,
                cursor=cursor,
            ),
            "entries",
        )

    def show_entry(self, entry_id: int) -> Entry:
        """One entry.

        Needs one of the roles: admin. Not for API keys."""
        answer: Entry = self._call("GET", f"/api/audit/{entry_id}")
        return answer

    def show_head(self) -> Head:
        """The end of the chain; whoever keeps it elsewhere can tell later whether the log was cut off behind it.

        Needs one of the roles: admin. Not for API keys."""
        answer: Head = self._call("GET", "/api/audit/head")
        return answer


class AuthCalls(Resource):
    def end_session(self, session_id: str, body: Proof | None = None, *, idempotency_key: str | None = None) -> Message:
        """Ends one of the person's sessions; its tokens are refused from the next call on.

        Not for API keys."""
        answer: Message = self._call(
            "DELETE",
            f"/api/auth/sessions/{segment(session_id)}",
            body=body or {},
            headers={"idempotency-key": idempotency_key},
        )
        return answer

    def end_sessions(self, body: EndOfSessions | None = None, *, idempotency_key: str | None = None) -> Ended:
        """Ends all sessions of the person but this one, or with `current` this one, too.

        Not for API keys."""
        answer: Ended = self._call(
            "DELETE", "/api/auth/sessions", body=body or {}, headers={"idempotency-key": idempotency_key}
        )
        return answer

    def list_sessions(self) -> Sessions:
        """The person's live sessions, the last used first.

        Not for API keys."""
        answer: Sessions = self._call("GET", "/api/auth/sessions")
        return answer

    def login(self, body: SignIn, *, idempotency_key: str | None = None) -> SignedIn:
        """Signs in by e-mail address or username, in either field. A wrong account and a wrong password are answered alike.

        Who has a second factor is asked for it by a 401 `totp_code_required` after the right password, and sends the
        same again with `code` (or `recovery_code`).

        Anybody may call this."""
        answer: SignedIn = self._call(
            "POST", "/api/auth/login", body=body, headers={"idempotency-key": idempotency_key}
        )
        return answer

    def logout(self, *, idempotency_key: str | None = None) -> Message:
        """Ends the session of this token.

        Not for API keys."""
        answer: Message = self._call("POST", "/api/auth/logout", headers={"idempotency-key": idempotency_key})
        return answer

    def refresh(self, body: Refresh | None = None, *, idempotency_key: str | None = None) -> SignedIn:
        """A new pair of tokens for a refresh token in the body or in the Authorization header.

        For 30 seconds the old refresh token returns the same successor once more, so that tabs may refresh together and a
        lost answer may be asked for again. After that, or once the successor was used, it ends the whole session.

        Anybody may call this."""
        answer: SignedIn = self._call(
            "POST", "/api/auth/refresh", body=body or {}, headers={"idempotency-key": idempotency_key}
        )
        return answer

    def register(self, body: SignUp, *, idempotency_key: str | None = None) -> SignedIn:
        """Makes an account with the role buyer and signs it in.

        An e-mail address gets a letter with a link that verifies it. The letter comes some minutes later where others have
        just signed up from the same network, and not at all where these had the letters of the day: ask for it with
        `POST /api/auth/verify/send`.

        Anybody may call this."""
        answer: SignedIn = self._call(
            "POST", "/api/auth/register", body=body, headers={"idempotency-key": idempotency_key}
        )
        return answer


class AvatarsCalls(Resource):
    def remove(self, *, idempotency_key: str | None = None) -> Message:
        """Takes the caller's face away; it is no fault to have none.

        Not for API keys."""
        answer: Message = self._call("DELETE", "/api/users/avatar", headers={"idempotency-key": idempotency_key})
        return answer

    def upload(self, body: AvatarForm, *, idempotency_key: str | None = None) -> Avatar:
        """Gives the caller a face, in place of an earlier one.

        Not for API keys."""
        answer: Avatar = self._call(
            "POST", "/api/users/upload-avatar", form=body, headers={"idempotency-key": idempotency_key}
        )
        return answer


class BrandsCalls(Resource):
    def change(self, brand_id: int, body: BrandChange | None = None, *, idempotency_key: str | None = None) -> Brand:
        """Renames a brand, gives it an owner or frees it.

        Needs one of the roles: admin. An API key needs the scope products:write."""
        answer: Brand = self._call(
            "PUT", f"/api/products/brands/{brand_id}", body=body or {}, headers={"idempotency-key": idempotency_key}
        )
        return answer

    def create(self, body: BrandIn, *, idempotency_key: str | None = None) -> Brand:
        """Adds a brand, everybody's to sell or one seller's own.

        Needs one of the roles: admin. An API key needs the scope products:write."""
        answer: Brand = self._call(
            "POST", "/api/products/brands", body=body, headers={"idempotency-key": idempotency_key}
        )
        return answer

    def remove(self, brand_id: int, *, idempotency_key: str | None = None) -> Message:
        """Deletes a brand that no product carries.

        Needs one of the roles: admin. An API key needs the scope products:write."""
        answer: Message = self._call(
            "DELETE", f"/api/products/brands/{brand_id}", headers={"idempotency-key": idempotency_key}
        )
        return answer

    def show(self, brand_id: int) -> Brand:
        """One brand.

        Anybody may call this."""
        answer: Brand = self._call("GET", f"/api/products/brands/{brand_id}")
        return answer

    def list(self, *, per_page: int | None = None, cursor: str | None = None) -> Brands:
        """Brands in the order of their names, by cursor.

        Anybody may call this."""
        answer: Brands = self._call("GET", "/api/products/brands", query={"per_page": per_page, "cursor": cursor})
        return answer

    def walk(self, *, per_page: int = 100) -> Iterator[Brand]:
        """Each row of `list`, page after page."""
        return walk(lambda cursor: self.list(per_page=per_page, cursor=cursor), "brands")


class CategoriesCalls(Resource):
    def change(
        self, category_id: int, body: CategoryChange | None = None, *, idempotency_key: str | None = None
    ) -> CategoryWithPath:
        """Renames or moves a category, with all below it; a `parent_id` of null moves it to the top.

        Needs one of the roles: admin. An API key needs the scope products:write."""
        answer: CategoryWithPath = self._call(
            "PUT",
            f"/api/products/categories/{category_id}",
            body=body or {},
            headers={"idempotency-key": idempotency_key},
        )
        return answer

    def create(self, body: CategoryIn, *, idempotency_key: str | None = None) -> CategoryWithPath:
        """Adds a category at the top or below another.

        Needs one of the roles: admin. An API key needs the scope products:write."""
        answer: CategoryWithPath = self._call(
            "POST", "/api/products/categories", body=body, headers={"idempotency-key": idempotency_key}
        )
        return answer

    def remove(self, category_id: int, *, idempotency_key: str | None = None) -> Message:
        """Deletes a category that is empty.

        Needs one of the roles: admin. An API key needs the scope products:write."""
        answer: Message = self._call(
            "DELETE", f"/api/products/categories/{category_id}", headers={"idempotency-key": idempotency_key}
        )
        return answer

    def show(self, category_id: int) -> CategoryWithPath:
        """One category with all below it.

        Anybody may call this."""
        answer: CategoryWithPath = self._call("GET", f"/api/products/categories/{category_id}")
        return answer

    def list(self) -> Categories:
        """The whole tree, each level in the order of names.

        Anybody may call this."""
        answer: Categories = self._call("GET", "/api/products/categories")
        return answer


class CertificatesCalls(Resource):
    def list_keys(self) -> Keys:
        """The public keys of all credentials that were ever signed here, a JWK set.

        Anybody may call this."""
        answer: Keys = self._call("GET", "/api/certificates/keys")
        return answer

    def list_revoked(self) -> RevocationList:
        """The credentials that were revoked: what the `credentialStatus` of a credential leads to.

        Anybody may call this."""
        answer: RevocationList = self._call("GET", "/api/certificates/revoked")
        return answer

    def reissue(self, code: str, body: Reissue, *, idempotency_key: str | None = None) -> Certificate:
        """Issues a certificate again with a corrected name; for its course's owner and admins.

        The new one has a code of its own and the day of the completion. The old code is revoked; its holder gets a letter.
        Its `printed_name` tells where the PDF can't print a letter of the name.

        An API key needs the scope courses:write."""
        answer: Certificate = self._call(
            "POST",
            f"/api/certificates/{segment(code)}/reissue",
            body=body,
            headers={"idempotency-key": idempotency_key},
        )
        return answer

    def revoke(self, code: str, body: Revocation, *, idempotency_key: str | None = None) -> Message:
        """Revokes a certificate for good; for its course's owner and admins. Its holder gets a letter with the reason.

        An API key needs the scope courses:write."""
        answer: Message = self._call(
            "DELETE", f"/api/certificates/{segment(code)}", body=body, headers={"idempotency-key": idempotency_key}
        )
        return answer

    def show(self, code: str) -> Certificate:
        """Whether a certificate is genuine and still valid.

        Its code, 26 letters and digits, may be in lower case and in groups with hyphens or spaces between them.

        Anybody may call this."""
        answer: Certificate = self._call("GET", f"/api/certificates/{segment(code)}")
        return answer

    def show_credential(self, code: str) -> bytes:
        """The same as an Open Badge 3.0 that wallets keep and anybody can check without asking here, signed with RS256.

        It names the learner as the certificate does, and their e-mail address as a salted hash.

        Anybody may call this."""
        answer: bytes = self._call("GET", f"/api/certificates/{segment(code)}/credential")
        return answer

    def show_issuer(self) -> Issuer:
        """Who issues the credentials.

        Anybody may call this."""
        answer: Issuer = self._call("GET", "/api/certificates/issuer")
        return answer

    def show_key(self, key_id: str) -> Key:
        """One public key: what the `kid` of a credential leads to.

        Anybody may call this."""
        answer: Key = self._call("GET", f"/api/certificates/keys/{segment(key_id)}")
        return answer

    def show_pdf(self, code: str) -> bytes:
        """The certificate to print, for its holder, its course's owner and admins.

        An API key needs the scope courses:read."""
        answer: bytes = self._call("GET", f"/api/certificates/{segment(code)}/pdf")
        return answer

    def list(self, *, per_page: int | None = None, cursor: str | None = None) -> Certificates:
        """The caller's own certificates, newest first, by cursor.

        An API key needs the scope courses:read."""
        answer: Certificates = self._call("GET", "/api/certificates", query={"per_page": per_page, "cursor": cursor})
        return answer

    def walk(self, *, per_page: int = 100) -> Iterator[Certificate]:
        """Each row of `list`, page after page."""
        return walk(lambda cursor: self.list(per_page=per_page, cursor=cursor), "certificates")


class ChangesCalls(Resource):
    def list(self, *, since: str | None = None, limit: int | None = None) -> Changes:
        """What has changed since the last call, in the order in which it was committed.

        Each category, brand and product comes once, as it is now; what changes while you page comes again. Apply
        each change to your copy, keep `next_since` with it, and go on while `has_more` is true. Nothing is ever
        missed, however many write at the same time.

        Anybody may call this."""
        answer: Changes = self._call("GET", "/api/changes", query={"since": since, "limit": limit})
        return answer


class CourseDraftsCalls(Resource):
    def add_content(
        self, course_id: int, body: ContentIn, *, if_match: str | None = None, idempotency_key: str | None = None
    ) -> WholeContent:
        """Adds a content to a section, at its position or as the last.

        An API key needs the scope courses:write."""
        answer: WholeContent = self._call(
            "POST",
            f"/api/courses/{course_id}/contents",
            body=body,
            headers={"if-match": if_match, "idempotency-key": idempotency_key},
        )
        return answer

    def add_section(
        self, course_id: int, body: SectionIn, *, if_match: str | None = None, idempotency_key: str | None = None
    ) -> WrittenSection:
        """Adds a section, at its position or as the last.

        An API key needs the scope courses:write."""
        answer: WrittenSection = self._call(
            "POST",
            f"/api/courses/{course_id}/sections",
            body=body,
            headers={"if-match": if_match, "idempotency-key": idempotency_key},
        )
        return answer

    def arrange(
        self, course_id: int, body: OutlineOrder, *, if_match: str | None = None, idempotency_key: str | None = None
    ) -> Message:
        """Puts all sections, and all contents into them, in order at once.

        An API key needs the scope courses:write."""
        answer: Message = self._call(
            "PUT",
            f"/api/courses/{course_id}/outline",
            body=body,
            headers={"if-match": if_match, "idempotency-key": idempotency_key},
        )
        return answer

    def change_content(
        self,
        course_id: int,
        content_id: int,
        body: ContentChange | None = None,
        *,
        if_match: str | None = None,
        idempotency_key: str | None = None,
    ) -> WholeContent:
        """Changes the given fields of a content; a `section_id` moves it there, or back into the draft.

        An API key needs the scope courses:write."""
        answer: WholeContent = self._call(
            "PUT",
            f"/api/courses/{course_id}/contents/{content_id}",
            body=body or {},
            headers={"if-match": if_match, "idempotency-key": idempotency_key},
        )
        return answer

    def change_section(
        self,
        course_id: int,
        section_id: int,
        body: SectionChange | None = None,
        *,
        if_match: str | None = None,
        idempotency_key: str | None = None,
    ) -> WrittenSection:
        """Renames a section, or moves it.

        An API key needs the scope courses:write."""
        answer: WrittenSection = self._call(
            "PUT",
            f"/api/courses/{course_id}/sections/{section_id}",
            body=body or {},
            headers={"if-match": if_match, "idempotency-key": idempotency_key},
        )
        return answer

    def publish(
        self,
        course_id: int,
        *,
        dry_run: bool | None = None,
        if_match: str | None = None,
        idempotency_key: str | None = None,
    ) -> Published:
        """Makes the draft the version that learners work on, which never changes; without a change, the last one stays.

        A course that could never be completed is refused with every reason (`course_unsatisfiable`, `reasons`). One that
        takes nobody all the same, because it is unlisted or its product is not sold, is told with `closed_because`.

        An API key needs the scope courses:write."""
        answer: Published = self._call(
            "POST",
            f"/api/courses/{course_id}/publish",
            query={"dry_run": dry_run},
            headers={"if-match": if_match, "idempotency-key": idempotency_key},
        )
        return answer

    def remove_content(
        self, course_id: int, content_id: int, *, if_match: str | None = None, idempotency_key: str | None = None
    ) -> Message:
        """Takes a content out of the draft; what was learned in it stays.

        An API key needs the scope courses:write."""
        answer: Message = self._call(
            "DELETE",
            f"/api/courses/{course_id}/contents/{content_id}",
            headers={"if-match": if_match, "idempotency-key": idempotency_key},
        )
        return answer

    def remove_section(
        self, course_id: int, section_id: int, *, if_match: str | None = None, idempotency_key: str | None = None
    ) -> Message:
        """Deletes a section and takes its contents out of the draft.

        An API key needs the scope courses:write."""
        answer: Message = self._call(
            "DELETE",
            f"/api/courses/{course_id}/sections/{section_id}",
            headers={"if-match": if_match, "idempotency-key": idempotency_key},
        )
        return answer

    def show(self, course_id: int) -> CourseDraft:
        """An own course (an admin: any) as it will be published; its ETag is what If-Match of a write names.

        An API key needs the scope courses:read."""
        answer: CourseDraft = self._call("GET", f"/api/courses/{course_id}/draft")
        return answer

    def show_content(self, course_id: int, content_id: int) -> WholeContent:
        """One content of the draft with all that its author wrote.

        An API key needs the scope courses:read."""
        answer: WholeContent = self._call("GET", f"/api/courses/{course_id}/draft/contents/{content_id}")
        return answer


class CourseFilesCalls(Resource):
    def download(self, course_id: int, content_id: int) -> bytes:
        """The file of a published content, for who is in the course; its owner and admins have it always.

        An API key needs the scope courses:read."""
        answer: bytes = self._call("GET", f"/api/courses/{course_id}/contents/{content_id}/file")
        return answer

    def download_draft(self, course_id: int, content_id: int) -> bytes:
        """The file of a content as the draft has it.

        An API key needs the scope courses:read."""
        answer: bytes = self._call("GET", f"/api/courses/{course_id}/draft/contents/{content_id}/file")
        return answer

    def send(
        self,
        course_id: int,
        content_id: int,
        body: FileForm,
        *,
        if_match: str | None = None,
        idempotency_key: str | None = None,
    ) -> WholeContent:
        """Gives a content of the kind `file` its file, in place of an earlier one.

        An API key needs the scope courses:write."""
        answer: WholeContent = self._call(
            "PUT",
            f"/api/courses/{course_id}/contents/{content_id}/file",
            form=body,
            headers={"if-match": if_match, "idempotency-key": idempotency_key},
        )
        return answer


class CourseStatementsCalls(Resource):
    def get(self, course_id: int, *, user: Literal["me"] | None = None) -> CourseStatementsGetAnswer:
        """What learners did in the course as xAPI 1.0.3 statements, for its owner and admins; one's own for everybody.

        People are told by their ids, never by their addresses. A statement keeps its id, so that a learning record store
        takes it once.

        An API key needs the scope analytics:read."""
        answer: CourseStatementsGetAnswer = self._call(
            "GET", f"/api/courses/{course_id}/statements", query={"user": user}
        )
        return answer


class CoursesCalls(Resource):
    def change(
        self,
        course_id: int,
        body: CourseChange | None = None,
        *,
        if_match: str | None = None,
        idempotency_key: str | None = None,
    ) -> CourseDraft:
        """Changes the given fields of an own course's draft (an admin: of any); learners see them once published.

        `product_id`, `listed` and `owner_id` hold at once. A published course that somebody has paid for keeps a product
        (409 `course_paid`); where another takes its place, the buyers of the old one are put into the course. A product
        that sells no course any more becomes inactive. `If-Match` names the ETag of the draft.

        An API key needs the scope courses:write."""
        answer: CourseDraft = self._call(
            "PUT",
            f"/api/courses/{course_id}",
            body=body or {},
            headers={"if-match": if_match, "idempotency-key": idempotency_key},
        )
        return answer

    def create(self, body: CourseIn, *, idempotency_key: str | None = None) -> CourseDraft:
        """Adds a course, as a draft that nobody but its owner and admins see.

        Needs one of the roles: admin. An API key needs the scope courses:write."""
        answer: CourseDraft = self._call(
            "POST", "/api/courses", body=body, headers={"idempotency-key": idempotency_key}
        )
        return answer

    def list_versions(self, course_id: int, *, per_page: int | None = None, cursor: str | None = None) -> Versions:
        """What was published of an own course (an admin: of any), newest first.

        An API key needs the scope courses:read."""
        answer: Versions = self._call(
            "GET", f"/api/courses/{course_id}/versions", query={"per_page": per_page, "cursor": cursor}
        )
        return answer

    def walk_versions(self, course_id: int, *, per_page: int = 100) -> Iterator[Version]:
        """Each row of `list_versions`, page after page."""
        return walk(lambda cursor: self.list_versions(course_id, per_page=per_page, cursor=cursor), "versions")

    def read_content(self, course_id: int, content_id: int) -> ReadContent:
        """A content of the published version, for who is in the course; its owner and admins read it always.

        A quiz's questions come with an attempt.

        An API key needs the scope courses:read."""
        answer: ReadContent = self._call("GET", f"/api/courses/{course_id}/contents/{content_id}")
        return answer

    def remove(self, course_id: int, *, if_match: str | None = None, idempotency_key: str | None = None) -> Message:
        """Hides an own course (an admin: any) from all but those who were in it.

        Once somebody has paid for it that is a 409 `course_paid`; `listed: false` closes it to others. An admin may restore
        it.

        An API key needs the scope courses:write."""
        answer: Message = self._call(
            "DELETE", f"/api/courses/{course_id}", headers={"if-match": if_match, "idempotency-key": idempotency_key}
        )
        return answer

    def restore(self, course_id: int, *, idempotency_key: str | None = None) -> CourseDraft:
        """Takes the deletion of a course back.

        Needs one of the roles: admin. An API key needs the scope courses:write."""
        answer: CourseDraft = self._call(
            "POST", f"/api/courses/{course_id}/restore", headers={"idempotency-key": idempotency_key}
        )
        return answer

    def show(self, course_id: int) -> Outline:
        """The outline of the published version. One that takes no learners is there for who is in it and who writes it.

        Anybody may call this."""
        answer: Outline = self._call("GET", f"/api/courses/{course_id}")
        return answer

    def show_version(self, course_id: int, number: int) -> WholeVersion:
        """One version of an own course (an admin: of any), which learners of its time worked on.

        An API key needs the scope courses:read."""
        answer: WholeVersion = self._call("GET", f"/api/courses/{course_id}/versions/{number}")
        return answer

    def list(
        self,
        *,
        page: int | None = None,
        per_page: int | None = None,
        cursor: str | None = None,
        scope: Literal["open", "enrolled", "own", "all", "deleted"] | None = None,
    ) -> Courses:
        """Courses, newest first, by page number or by cursor.

        Anybody may call this."""
        answer: Courses = self._call(
            "GET", "/api/courses", query={"page": page, "per_page": per_page, "cursor": cursor, "scope": scope}
        )
        return answer

    def walk(
        self, *, per_page: int = 100, scope: Literal["open", "enrolled", "own", "all", "deleted"] | None = None
    ) -> Iterator[Course]:
        """Each row of `list`, page after page."""
        return walk(lambda cursor: self.list(per_page=per_page, scope=scope, cursor=cursor), "courses")


class DeveloperCalls(Resource):
    def change_key(
        self, api_key_id: int, body: ApiKeyChange | None = None, *, idempotency_key: str | None = None
    ) -> ApiKey:
        """Renames a key or changes its quota; what it may do stays as it was made.

        Not for API keys."""
        answer: ApiKey = self._call(
            "PATCH", f"/api/developer/keys/{api_key_id}", body=body or {}, headers={"idempotency-key": idempotency_key}
        )
        return answer

    def list_keys(
        self,
        *,
        page: int | None = None,
        per_page: int | None = None,
        cursor: str | None = None,
        user_id: int | None = None,
    ) -> ApiKeyPage:
        """The caller's keys, newest first, also those that are over.

        Not for API keys."""
        answer: ApiKeyPage = self._call(
            "GET",
            "/api/developer/keys",
            query={"page": page, "per_page": per_page, "cursor": cursor, "user_id": user_id},
        )
        return answer

    def walk_keys(self, *, per_page: int = 100, user_id: int | None = None) -> Iterator[ApiKey]:
        """Each row of `list_keys`, page after page."""
        return walk(lambda cursor: self.list_keys(per_page=per_page, user_id=user_id, cursor=cursor), "api_keys")

    def make_key(self, body: ApiKeyIn | None = None, *, idempotency_key: str | None = None) -> NewApiKey | RoleRequest:
        """Makes a key and shows it this once. A letter tells its beginning and its end.

        Who is no developer asks for the role by this, and it is granted at once. Where the shop has set
        `DEVELOPER_ROLE=review`, 202 answers with the request that an admin decides.

        Not for API keys."""
        answer: NewApiKey | RoleRequest = self._call(
            "POST", "/api/developer/key", body=body or {}, headers={"idempotency-key": idempotency_key}
        )
        return answer

    def report_key(self, body: LeakReport, *, idempotency_key: str | None = None) -> Message:
        """Whoever finds a key where it does not belong sends it here: it is revoked, and its owner gets a letter.

        The answer is always the same. Keys of this shop look like `fn_` and 61 letters and digits.

        Anybody may call this."""
        answer: Message = self._call(
            "POST", "/api/developer/key/report", body=body, headers={"idempotency-key": idempotency_key}
        )
        return answer

    def revoke_key(self, api_key_id: int, *, idempotency_key: str | None = None) -> ApiKey:
        """Revokes an own key (an admin: anybody's) for good; the next call with it is refused.

        Not for API keys."""
        answer: ApiKey = self._call(
            "DELETE", f"/api/developer/keys/{api_key_id}", headers={"idempotency-key": idempotency_key}
        )
        return answer

    def rotate_key(
        self, api_key_id: int, body: Rotation | None = None, *, idempotency_key: str | None = None
    ) -> NewApiKey:
        """Makes a key that takes the place of an own active one, and shows it this once; for a while both are good.

        Not for API keys."""
        answer: NewApiKey = self._call(
            "POST",
            f"/api/developer/keys/{api_key_id}/rotate",
            body=body or {},
            headers={"idempotency-key": idempotency_key},
        )
        return answer

    def show_key(self, api_key_id: int) -> ApiKey:
        """One own key (an admin: anybody's).

        Not for API keys."""
        answer: ApiKey = self._call("GET", f"/api/developer/keys/{api_key_id}")
        return answer

    def show_own_key(self) -> OwnApiKey:
        """What the key that this is called with may do.

        Any API key will do."""
        answer: OwnApiKey = self._call("GET", "/api/developer/key/self")
        return answer


class HealthCalls(Resource):
    def get(self) -> Health:
        """The database answers and holds the tables; otherwise 503.

        Anybody may call this."""
        answer: Health = self._call("GET", "/health")
        return answer

    def live(self) -> Health:
        """The process answers; the database is not asked.

        Anybody may call this."""
        answer: Health = self._call("GET", "/health/live")
        return answer

    def ready(self) -> Health:
        """The database answers and holds the tables; otherwise 503.

        Anybody may call this."""
        answer: Health = self._call("GET", "/health/ready")
        return answer


class ImagesCalls(Resource):
    def add(self, product_id: int, body: ImagesForm, *, idempotency_key: str | None = None) -> Images:
        """Adds pictures to an own product (an admin: to any), all of them or none; answers with all of its images.

        The same file sent again stays one image.

        An API key needs the scope products:write."""
        answer: Images = self._call(
            "POST", f"/api/products/{product_id}/images", form=body, headers={"idempotency-key": idempotency_key}
        )
        return answer

    def arrange(self, product_id: int, body: Order, *, idempotency_key: str | None = None) -> Images:
        """Puts the images of an own product (an admin: of any) in order; lists show the first.

        An API key needs the scope products:write."""
        answer: Images = self._call(
            "PUT", f"/api/products/{product_id}/images/order", body=body, headers={"idempotency-key": idempotency_key}
        )
        return answer

    def remove(self, product_id: int, image_id: int, *, idempotency_key: str | None = None) -> Images:
        """Takes an image from an own product (an admin: from any); answers with those that are left.

        An API key needs the scope products:write."""
        answer: Images = self._call(
            "DELETE", f"/api/products/{product_id}/images/{image_id}", headers={"idempotency-key": idempotency_key}
        )
        return answer


class ImportsCalls(Resource):
    def download_failed_rows(self, import_id: int) -> bytes:
        """The rows that were not taken as CSV, to be corrected and sent again.

        Needs one of the roles: seller, admin. An API key needs the scope imports:read."""
        answer: bytes = self._call("GET", f"/api/imports/{import_id}/failed.csv")
        return answer

    def follow(self, import_id: int) -> bytes:
        """How far an import is, as server-sent events about twice a second.

        A stream ends by itself after some twenty seconds; clients of EventSource then connect again. Where too many
        streams are open the answer is a 503 that says when to come back.

        Needs one of the roles: seller, admin. An API key needs the scope imports:read."""
        answer: bytes = self._call("GET", f"/api/imports/{import_id}/events")
        return answer

    def list_failed_rows(
        self, import_id: int, *, per_page: int | None = None, cursor: str | None = None
    ) -> FailedRowPage:
        """The rows that were not taken, in the order of the file.

        Needs one of the roles: seller, admin. An API key needs the scope imports:read."""
        answer: FailedRowPage = self._call(
            "GET", f"/api/imports/{import_id}/rows", query={"per_page": per_page, "cursor": cursor}
        )
        return answer

    def walk_failed_rows(self, import_id: int, *, per_page: int = 100) -> Iterator[FailedRow]:
        """Each row of `list_failed_rows`, page after page."""
        return walk(lambda cursor: self.list_failed_rows(import_id, per_page=per_page, cursor=cursor), "rows")

    def show(self, import_id: int) -> Import:
        """How far an own import (an admin: any) is, and what became of its rows.

        Needs one of the roles: seller, admin. An API key needs the scope imports:read."""
        answer: Import = self._call("GET", f"/api/imports/{import_id}")
        return answer

    def list(self, *, per_page: int | None = None, cursor: str | None = None) -> ImportPage:
        """The caller's imports, newest first.

        Needs one of the roles: seller, admin. An API key needs the scope imports:read."""
        answer: ImportPage = self._call("GET", "/api/imports", query={"per_page": per_page, "cursor": cursor})
        return answer

    def walk(self, *, per_page: int = 100) -> Iterator[ImportOf]:
        """Each row of `list`, page after page."""
        return walk(lambda cursor: self.list(per_page=per_page, cursor=cursor), "imports")


class JobsCalls(Resource):
    def retry(self, job_id: int, *, idempotency_key: str | None = None) -> Job:
        """Gives a failed job all its attempts again; a job in any other state is not found.

        Needs one of the roles: admin. Not for API keys."""
        answer: Job = self._call("POST", f"/api/jobs/{job_id}/retry", headers={"idempotency-key": idempotency_key})
        return answer

    def show(self, job_id: int) -> Job:
        """One job.

        Needs one of the roles: admin. Not for API keys."""
        answer: Job = self._call("GET", f"/api/jobs/{job_id}")
        return answer

    def list(
        self,
        *,
        per_page: int | None = None,
        cursor: str | None = None,
        kind: str | None = None,
        state: Literal["queued", "running", "done", "failed"] | None = None,
    ) -> Jobs:
        """Jobs, newest first, by cursor.

        Needs one of the roles: admin. Not for API keys."""
        answer: Jobs = self._call(
            "GET", "/api/jobs", query={"per_page": per_page, "cursor": cursor, "kind": kind, "state": state}
        )
        return answer

    def walk(
        self,
        *,
        per_page: int = 100,
        kind: str | None = None,
        state: Literal["queued", "running", "done", "failed"] | None = None,
    ) -> Iterator[Job]:
        """Each row of `list`, page after page."""
        return walk(lambda cursor: self.list(per_page=per_page, kind=kind, state=state, cursor=cursor), "jobs")


class LearnerAttemptsCalls(Resource):
    def allow(
        self, course_id: int, user_id: int, content_id: int, body: AllowanceIn, *, idempotency_key: str | None = None
    ) -> LearnerAttempts:
        """Gives a learner of an own course (an admin: of any) more attempts at a quiz or more time.

        The numbers are what they have beyond the quiz's limits, so that 0 takes back what was not used. More minutes
        lengthen the attempt that is under way, too.

        An API key needs the scope courses:write."""
        answer: LearnerAttempts = self._call(
            "PUT",
            f"/api/courses/{course_id}/learners/{user_id}/contents/{content_id}/allowance",
            body=body,
            headers={"idempotency-key": idempotency_key},
        )
        return answer

    def list_of_learner(self, course_id: int, user_id: int, content_id: int) -> LearnerAttempts:
        """The attempts of a learner of an own course (an admin: of any), and what they were allowed.

        An API key needs the scope courses:read."""
        answer: LearnerAttempts = self._call(
            "GET", f"/api/courses/{course_id}/learners/{user_id}/contents/{content_id}/attempts"
        )
        return answer

    def show_of_learner(self, course_id: int, user_id: int, content_id: int, attempt_id: int) -> Attempt:
        """What a learner of an own course (an admin: of any) answered, and what is right.

        An API key needs the scope courses:read."""
        answer: Attempt = self._call(
            "GET", f"/api/courses/{course_id}/learners/{user_id}/contents/{content_id}/attempts/{attempt_id}"
        )
        return answer


class LearnersCalls(Resource):
    def enroll(self, course_id: int, *, idempotency_key: str | None = None) -> CourseProgress:
        """Puts the caller into the course: 201, and 200 for who is in it already.

        A course that is sold wants its purchase first (403 `purchase_required` with `product_id`), one with prerequisites
        their completion (409 `prerequisites_missing` with `missing`). Who paid or was in it gets in whatever became of it
        since, unless its owner took them out (403 `learner_removed`), and keeps what was learned.

        An API key needs the scope courses:write."""
        answer: CourseProgress = self._call(
            "POST", f"/api/courses/{course_id}/enroll", headers={"idempotency-key": idempotency_key}
        )
        return answer

    def leave(self, course_id: int, *, idempotency_key: str | None = None) -> None:
        """Takes the caller out of the course; what was learned stays, and counts again for who comes back.

        An API key needs the scope courses:write."""
        self._call("DELETE", f"/api/courses/{course_id}/enroll", headers={"idempotency-key": idempotency_key})

    def readmit(self, course_id: int, user_id: int, *, idempotency_key: str | None = None) -> CourseProgress:
        """Lets somebody who was in an own course (an admin: in any) in again; answers with their progress.

        An API key needs the scope courses:write."""
        answer: CourseProgress = self._call(
            "PUT", f"/api/courses/{course_id}/learners/{user_id}", headers={"idempotency-key": idempotency_key}
        )
        return answer

    def record_progress(
        self, course_id: int, body: ProgressIn | None = None, *, idempotency_key: str | None = None
    ) -> CourseProgress:
        """Takes what a device tells of one content or of several (`items`), and answers with all of the progress.

        Nothing ever goes back: writes may come late, twice, in any order and from several devices. Items are judged in the
        order of their `recorded_at`, so that one may open the next; a content that is not open yet is a 409
        `content_locked`, with what is `missing`, and then nothing is taken. `{"completed": true}` alone completes all that
        is completed by saying so; quizzes are `left`. The write that satisfies the last required content completes the
        course, and this answer carries the certificate.

        An API key needs the scope courses:write."""
        answer: CourseProgress = self._call(
            "POST", f"/api/courses/{course_id}/progress", body=body or {}, headers={"idempotency-key": idempotency_key}
        )
        return answer

    def remove(self, course_id: int, user_id: int, body: Revocation, *, idempotency_key: str | None = None) -> Message:
        """Takes a learner out of an own course (an admin: of any); they are told why, and what they learned stays.

        They can't come back by themselves; `PUT` lets them in again.

        An API key needs the scope courses:write."""
        answer: Message = self._call(
            "DELETE",
            f"/api/courses/{course_id}/learners/{user_id}",
            body=body,
            headers={"idempotency-key": idempotency_key},
        )
        return answer

    def show_progress(self, course_id: int) -> CourseProgress:
        """The caller's progress in the newest version of the course, and where to go on.

        An API key needs the scope courses:read."""
        answer: CourseProgress = self._call("GET", f"/api/courses/{course_id}/progress")
        return answer

    def waive(
        self, course_id: int, user_id: int, body: WaiverIn, *, idempotency_key: str | None = None
    ) -> CourseProgress:
        """Exempts a learner of an own course (an admin: of any) from a content for good; answers with their progress.

        An API key needs the scope courses:write."""
        answer: CourseProgress = self._call(
            "POST",
            f"/api/courses/{course_id}/learners/{user_id}/waive",
            body=body,
            headers={"idempotency-key": idempotency_key},
        )
        return answer


class LettersCalls(Resource):
    def list(
        self,
        *,
        per_page: int | None = None,
        cursor: str | None = None,
        state: Literal["waiting", "sent", "given_up"] | None = None,
    ) -> Letters:
        """Letters, newest first, by cursor. What they say is not shown, because some hold a link that opens something.

        Needs one of the roles: admin. Not for API keys."""
        answer: Letters = self._call(
            "GET", "/api/letters", query={"per_page": per_page, "cursor": cursor, "state": state}
        )
        return answer

    def walk(
        self, *, per_page: int = 100, state: Literal["waiting", "sent", "given_up"] | None = None
    ) -> Iterator[Letter]:
        """Each row of `list`, page after page."""
        return walk(lambda cursor: self.list(per_page=per_page, state=state, cursor=cursor), "letters")


class ProductImportsCalls(Resource):
    def import_csv(
        self,
        body: ImportForm,
        *,
        dry_run: bool | None = None,
        mode: Literal["upsert", "create"] | None = None,
        create_missing: bool | None = None,
        rate: str | None = None,
        encoding: Literal[
            "utf-8", "windows-1252", "gb18030", "big5", "shift_jis", "euc_kr", "windows-1251", "windows-1258"
        ]
        | None = None,
        sheet: str | None = None,
        store: str | None = None,
        sku_column: str | None = None,
        name_column: str | None = None,
        price_column: str | None = None,
        cost_column: str | None = None,
        stock_column: str | None = None,
        barcode_column: str | None = None,
        idempotency_key: str | None = None,
    ) -> Import:
        """Imports products of the caller's from a file: our template, a list, or an export of another program.

        Rows are matched by SKU, else by barcode, else by exact name; only fields that the file gives are changed, and
        the same file again changes nothing. A small file is done when the call answers (200); a larger one is a job
        (202) to be followed at `Location`. All but the file may stand in the form or in the query. `columns` and `sample`
        of the report show how the file was read; `price_column` and its siblings name a column that is not known.

        Needs one of the roles: seller, admin. An API key needs the scope imports:write."""
        answer: Import = self._call(
            "POST",
            "/api/products/import-csv",
            form=body,
            query={
                "dry_run": dry_run,
                "mode": mode,
                "create_missing": create_missing,
                "rate": rate,
                "encoding": encoding,
                "sheet": sheet,
                "store": store,
                "sku_column": sku_column,
                "name_column": name_column,
                "price_column": price_column,
                "cost_column": cost_column,
                "stock_column": stock_column,
                "barcode_column": barcode_column,
            },
            headers={"idempotency-key": idempotency_key},
        )
        return answer

    def import_template(self) -> bytes:
        """The columns that a file of one's own may have, with two examples.

        Needs one of the roles: seller, admin. An API key needs the scope imports:read."""
        answer: bytes = self._call("GET", "/api/products/import-template")
        return answer


class ProductsCalls(Resource):
    def change(
        self,
        product_id: int,
        body: ProductChange | None = None,
        *,
        if_match: str | None = None,
        idempotency_key: str | None = None,
    ) -> Product:
        """Changes the given fields of an own product (an admin: of any) and leaves the others.

        With `If-Match`, only if nobody (no sale either) has changed it since it was read; else 412.

        An API key needs the scope products:write."""
        answer: Product = self._call(
            "PUT",
            f"/api/products/{product_id}",
            body=body or {},
            headers={"if-match": if_match, "idempotency-key": idempotency_key},
        )
        return answer

    def create(self, body: ProductIn, *, idempotency_key: str | None = None) -> Product:
        """Adds a product of the caller's to the catalogue.

        Needs one of the roles: seller, admin. An API key needs the scope products:write."""
        answer: Product = self._call("POST", "/api/products", body=body, headers={"idempotency-key": idempotency_key})
        return answer

    def export(self) -> bytes:
        """All products of the caller's as CSV, also inactive ones. An import reads it back and changes nothing.

        Text that a spreadsheet would run as a formula has an apostrophe before it, which an import takes away again.

        Needs one of the roles: seller, admin. An API key needs the scope products:read."""
        answer: bytes = self._call("GET", "/api/products/export")
        return answer

    def look_up(self, *, code: str, seller_id: int | None = None) -> Product:
        """The product with exactly this SKU or barcode: what a scanner asks. Of several, one in stock, then the oldest.

        Anybody may call this."""
        answer: Product = self._call("GET", "/api/products/lookup", query={"code": code, "seller_id": seller_id})
        return answer

    def remove(self, product_id: int, *, if_match: str | None = None, idempotency_key: str | None = None) -> Message:
        """Hides an own product (an admin: any); what was sold keeps its name and price.

        One that sells a course is a 409 `product_sells_course`. `active: false` closes the course, too: it tells so with
        `closed_because`, takes no new learners, and keeps those it has.

        An API key needs the scope products:write."""
        answer: Message = self._call(
            "DELETE", f"/api/products/{product_id}", headers={"if-match": if_match, "idempotency-key": idempotency_key}
        )
        return answer

    def show(self, product_id: int) -> Product:
        """One product. Its ETag answers If-None-Match with a 304, and is what If-Match of a change names.

        Anybody may call this."""
        answer: Product = self._call("GET", f"/api/products/{product_id}")
        return answer

    def list(
        self,
        *,
        page: int | None = None,
        per_page: int | None = None,
        cursor: str | None = None,
        scope: Literal["listed", "own"] | None = None,
        search: str | None = None,
        category_id: int | None = None,
        brand_id: int | None = None,
        seller_id: int | None = None,
        min_price: int | None = None,
        max_price: int | None = None,
        in_stock: bool | None = None,
        sort_by: Literal["created_at", "price", "name", "stock"] | None = None,
        sort_order: Literal["asc", "desc"] | None = None,
    ) -> ProductPage:
        """The catalogue by page number, or by cursor, which neither skips nor repeats while others insert.

        Small totals are exact; a large one may say only that there are at least so many.

        Anybody may call this."""
        answer: ProductPage = self._call(
            "GET",
            "/api/products",
            query={
                "page": page,
                "per_page": per_page,
                "cursor": cursor,
                "scope": scope,
                "search": search,
                "category_id": category_id,
                "brand_id": brand_id,
                "seller_id": seller_id,
                "min_price": min_price,
                "max_price": max_price,
                "in_stock": in_stock,
                "sort_by": sort_by,
                "sort_order": sort_order,
            },
        )
        return answer

    def walk(
        self,
        *,
        per_page: int = 100,
        scope: Literal["listed", "own"] | None = None,
        search: str | None = None,
        category_id: int | None = None,
        brand_id: int | None = None,
        seller_id: int | None = None,
        min_price: int | None = None,
        max_price: int | None = None,
        in_stock: bool | None = None,
        sort_by: Literal["created_at", "price", "name", "stock"] | None = None,
        sort_order: Literal["asc", "desc"] | None = None,
    ) -> Iterator[Product]:
        """Each row of `list`, page after page."""
        return walk(
            lambda cursor: self.list(
                per_page=per_page,
                scope=scope,
                search=search,
                category_id=category_id,
                brand_id=brand_id,
                seller_id=seller_id,
                min_price=min_price,
                max_price=max_price,
                in_stock=in_stock,
                sort_by=sort_by,
                sort_order=sort_order,
                cursor=cursor,
            ),
            "products",
        )


class RoleRequestsCalls(Resource):
    def ask(self, body: Asking, *, idempotency_key: str | None = None) -> RoleRequest:
        """Asks for a role. The role developer is granted at once, and an admin decides about the role seller.

        A shop may set either otherwise (`DEVELOPER_ROLE`, `SELLER_ROLE`: `auto` or `review`).

        Not for API keys."""
        answer: RoleRequest = self._call(
            "POST", "/api/users/role-requests", body=body, headers={"idempotency-key": idempotency_key}
        )
        return answer

    def decide(self, request_id: int, body: Decision, *, idempotency_key: str | None = None) -> RoleRequest:
        """Grants or denies a pending request; granting leaves the person's other roles as they are.

        Needs one of the roles: admin. Not for API keys."""
        answer: RoleRequest = self._call(
            "PATCH", f"/api/users/role-requests/{request_id}", body=body, headers={"idempotency-key": idempotency_key}
        )
        return answer

    def withdraw(self, request_id: int, *, idempotency_key: str | None = None) -> RoleRequest:
        """Takes back an own request that nobody has answered yet.

        Not for API keys."""
        answer: RoleRequest = self._call(
            "DELETE", f"/api/users/role-requests/{request_id}", headers={"idempotency-key": idempotency_key}
        )
        return answer

    def list(
        self,
        *,
        page: int | None = None,
        per_page: int | None = None,
        cursor: str | None = None,
        state: Literal["pending", "granted", "denied", "withdrawn"] | None = None,
    ) -> RoleRequestPage:
        """The caller's own requests (an admin: all), newest first.

        Not for API keys."""
        answer: RoleRequestPage = self._call(
            "GET",
            "/api/users/role-requests",
            query={"page": page, "per_page": per_page, "cursor": cursor, "state": state},
        )
        return answer

    def walk(
        self, *, per_page: int = 100, state: Literal["pending", "granted", "denied", "withdrawn"] | None = None
    ) -> Iterator[RoleRequest]:
        """Each row of `list`, page after page."""
        return walk(lambda cursor: self.list(per_page=per_page, state=state, cursor=cursor), "role_requests")


class SalesCalls(Resource):
    def forecast(
        self,
        *,
        per_page: int | None = None,
        cursor: str | None = None,
        horizon: int | None = None,
        detail: Literal["summary", "daily"] | None = None,
        tier: Literal["fast", "best"] | None = None,
        product_id: int | None = None,
        category_id: int | None = None,
        seller_id: int | None = None,
        lead_time_days: int | None = None,
        review_days: int | None = None,
        service_level: float | None = None,
    ) -> Forecasts:
        """What will be asked for of each product, how long its stock lasts, and what to order; the most urgent first.

        Needs one of the roles: seller, admin. An API key needs the scope analytics:read."""
        answer: Forecasts = self._call(
            "GET",
            "/api/analytics/forecast",
            query={
                "per_page": per_page,
                "cursor": cursor,
                "horizon": horizon,
                "detail": detail,
                "tier": tier,
                "product_id": product_id,
                "category_id": category_id,
                "seller_id": seller_id,
                "lead_time_days": lead_time_days,
                "review_days": review_days,
                "service_level": service_level,
            },
        )
        return answer

    def walk_forecast(
        self,
        *,
        per_page: int = 200,
        horizon: int | None = None,
        detail: Literal["summary", "daily"] | None = None,
        tier: Literal["fast", "best"] | None = None,
        product_id: int | None = None,
        category_id: int | None = None,
        seller_id: int | None = None,
        lead_time_days: int | None = None,
        review_days: int | None = None,
        service_level: float | None = None,
    ) -> Iterator[ProductForecast]:
        """Each row of `forecast`, page after page."""
        return walk(
            lambda cursor: self.forecast(
                per_page=per_page,
                horizon=horizon,
                detail=detail,
                tier=tier,
                product_id=product_id,
                category_id=category_id,
                seller_id=seller_id,
                lead_time_days=lead_time_days,
                review_days=review_days,
                service_level=service_level,
                cursor=cursor,
            ),
            "products",
        )

    @overload
    def get(
        self,
        *,
        from_: str | None = None,
        to: str | None = None,
        by: Literal["day", "week", "month"] | None = None,
        product_id: int | None = None,
        category_id: int | None = None,
        seller_id: int | None = None,
        format: Literal["json"] | None = None,
    ) -> Sales: ...
    @overload
    def get(
        self,
        *,
        from_: str | None = None,
        to: str | None = None,
        by: Literal["day", "week", "month"] | None = None,
        product_id: int | None = None,
        category_id: int | None = None,
        seller_id: int | None = None,
        format: Literal["csv"],
    ) -> bytes: ...
    def get(
        self,
        *,
        from_: str | None = None,
        to: str | None = None,
        by: Literal["day", "week", "month"] | None = None,
        product_id: int | None = None,
        category_id: int | None = None,
        seller_id: int | None = None,
        format: Literal["json", "csv"] | None = None,
    ) -> Sales | bytes:
        """What sells: totals with growth, the days, the best, rising, falling and unsold products. By default of 30 days.

        A seller's own sales; an admin's are those of all, or of one seller. In the CSV the column `row` tells the series
        from the products, of which it has all.

        Needs one of the roles: seller, admin. An API key needs the scope analytics:read."""
        answer: Sales | bytes = self._call(
            "GET",
            "/api/analytics/sales",
            query={
                "from": from_,
                "to": to,
                "by": by,
                "product_id": product_id,
                "category_id": category_id,
                "seller_id": seller_id,
                "format": format,
            },
        )
        return answer


class SecondFactorCalls(Resource):
    def begin(self, body: Beginning, *, idempotency_key: str | None = None) -> Begun:
        """Begins to set up an authenticator app: a new secret, which counts once `confirm` was given a code of it.

        Not for API keys."""
        answer: Begun = self._call(
            "POST", "/api/auth/second-factor", body=body, headers={"idempotency-key": idempotency_key}
        )
        return answer

    def change_policy(self, body: PolicyChange, *, idempotency_key: str | None = None) -> Policy:
        """Set the roles that require two-factor authentication.

        Holders of such a role who have not enrolled can still sign in, but every call outside their own account answers
        403 `mfa_enrolment_required`. The admin who calls must have enrolled themselves.

        Needs one of the roles: admin. Not for API keys."""
        answer: Policy = self._call(
            "PUT", "/api/auth/second-factor/policy", body=body, headers={"idempotency-key": idempotency_key}
        )
        return answer

    def confirm(self, body: Confirmation, *, idempotency_key: str | None = None) -> RecoveryCodes:
        """Turns the second factor on with the app's first code. The caller's other sessions end.

        Not for API keys."""
        answer: RecoveryCodes = self._call(
            "POST", "/api/auth/second-factor/confirm", body=body, headers={"idempotency-key": idempotency_key}
        )
        return answer

    def remove(self, body: BothFactors, *, idempotency_key: str | None = None) -> Message:
        """Turns the second factor off, by password and code. A letter tells the person.

        Not for API keys."""
        answer: Message = self._call(
            "DELETE", "/api/auth/second-factor", body=body, headers={"idempotency-key": idempotency_key}
        )
        return answer

    def renew_recovery_codes(self, body: BothFactors, *, idempotency_key: str | None = None) -> RecoveryCodes:
        """A new set of recovery codes; the old ones are dead.

        Not for API keys."""
        answer: RecoveryCodes = self._call(
            "POST", "/api/auth/second-factor/recovery-codes", body=body, headers={"idempotency-key": idempotency_key}
        )
        return answer

    def show_policy(self) -> Policy:
        """The roles whose holders must have a second factor.

        Needs one of the roles: admin. Not for API keys."""
        answer: Policy = self._call("GET", "/api/auth/second-factor/policy")
        return answer

    def show_state(self) -> State:
        """Whether the caller has a second factor, and must have one.

        Not for API keys."""
        answer: State = self._call("GET", "/api/auth/second-factor")
        return answer


class SecondFactorsCalls(Resource):
    def reset(self, user_id: int, *, idempotency_key: str | None = None) -> Message:
        """Takes the second factor off somebody who has lost it. Their sessions end, and a letter tells them.

        An admin's own is turned off by password and code only.

        Needs one of the roles: admin. Not for API keys."""
        answer: Message = self._call(
            "DELETE", f"/api/users/{user_id}/second-factor", headers={"idempotency-key": idempotency_key}
        )
        return answer


class ShopCalls(Resource):
    def change_logo(self, body: LogoForm, *, if_match: str | None = None, idempotency_key: str | None = None) -> Shop:
        """Gives the shop a logo, in place of an earlier one. What shines through stays so.

        Needs one of the roles: admin. Not for API keys."""
        answer: Shop = self._call(
            "PUT", "/api/shop/logo", form=body, headers={"if-match": if_match, "idempotency-key": idempotency_key}
        )
        return answer

    def change_shop(self, body: ShopChange, *, if_match: str | None = None, idempotency_key: str | None = None) -> Shop:
        """Gives the shop a name: on certificates, badges, receipts and in e-mails.

        Needs one of the roles: admin. Not for API keys."""
        answer: Shop = self._call(
            "PUT", "/api/shop", body=body, headers={"if-match": if_match, "idempotency-key": idempotency_key}
        )
        return answer

    def remove_logo(self, *, if_match: str | None = None, idempotency_key: str | None = None) -> Shop:
        """Takes the shop's logo away; it is no fault to have none.

        Needs one of the roles: admin. Not for API keys."""
        answer: Shop = self._call(
            "DELETE", "/api/shop/logo", headers={"if-match": if_match, "idempotency-key": idempotency_key}
        )
        return answer

    def show_shop(self) -> Shop:
        """The shop's name and logo.

        Anybody may call this."""
        answer: Shop = self._call("GET", "/api/shop")
        return answer


class TransactionsCalls(Resource):
    @overload
    def create(self, body: Basket, *, dry_run: None = None, idempotency_key: str | None = None) -> NewSale: ...
    @overload
    def create(self, body: Basket, *, dry_run: Literal[True], idempotency_key: str | None = None) -> Quote: ...
    def create(
        self, body: Basket, *, dry_run: bool | None = None, idempotency_key: str | None = None
    ) -> NewSale | Quote:
        """Sells the items to the caller at the catalogue's prices.

        All lines are sold or none. The buyer is in the `courses` that were sold at once. A course that they have already
        (409 `course_owned`), could not enter yet (`prerequisites_missing`) or at all (`course_closed`) is refused in the
        quote, too. Send the quote's total as `expected_total`, so that a price that has changed since is never charged
        unseen. With an `Idempotency-Key` header a repeated call answers what the first one did, with
        `Idempotent-Replayed: true`, and sells nothing more.

        An API key needs the scope transactions:write."""
        answer: NewSale | Quote = self._call(
            "POST",
            "/api/transactions",
            body=body,
            query={"dry_run": dry_run},
            headers={"idempotency-key": idempotency_key},
        )
        return answer

    def quote(self, body: Basket) -> Quote:
        """Tells what a sale of the items would cost at this moment, or why it would be refused; sells nothing.

        The quote's total is what a sale names as `expected_total`.

        An API key needs the scope transactions:write."""
        answer: Quote = self._call("POST", "/api/transactions/quote", body=body)
        return answer

    def show(self, transaction_id: int) -> SaleOf:
        """One sale, for its buyer or an admin; a seller sees their own lines of it.

        An API key needs the scope transactions:read."""
        answer: SaleOf = self._call("GET", f"/api/transactions/{transaction_id}")
        return answer

    def list(
        self,
        *,
        from_: str | None = None,
        to: str | None = None,
        per_page: int | None = None,
        cursor: str | None = None,
        scope: Literal["own", "sales", "all"] | None = None,
    ) -> SalePage:
        """Sales, newest first, by cursor; of some days with `from` and `to`.

        Without a `scope` they are the caller's own purchases, also a seller's, whom a notice tells so; `scope=sales` is
        what a seller has sold.

        An API key needs the scope transactions:read."""
        answer: SalePage = self._call(
            "GET",
            "/api/transactions",
            query={"from": from_, "to": to, "per_page": per_page, "cursor": cursor, "scope": scope},
        )
        return answer

    def walk(
        self,
        *,
        from_: str | None = None,
        to: str | None = None,
        per_page: int = 100,
        scope: Literal["own", "sales", "all"] | None = None,
    ) -> Iterator[SaleOf]:
        """Each row of `list`, page after page."""
        return walk(
            lambda cursor: self.list(from_=from_, to=to, per_page=per_page, scope=scope, cursor=cursor), "transactions"
        )


class UsersCalls(Resource):
    def administer(
        self, user_id: int, body: Administration | None = None, *, idempotency_key: str | None = None
    ) -> Profile:
        """Sets a person's roles, grants one more, activates or deactivates; it counts from their next call on.

        Needs one of the roles: admin. Not for API keys."""
        answer: Profile = self._call(
            "PATCH", f"/api/users/{user_id}", body=body or {}, headers={"idempotency-key": idempotency_key}
        )
        return answer

    def change_profile(self, body: ProfileChange | None = None, *, idempotency_key: str | None = None) -> OwnProfile:
        """Changes the given fields of the caller's own profile and leaves the others.

        A new e-mail address asks for the password once more, and is `pending_email` until the link in a letter to it is
        opened, for 24 hours; a newer one takes its place. A new username asks for it where the last sign-in is more than
        10 minutes ago (403 `reauthentication_required`).

        Not for API keys."""
        answer: OwnProfile = self._call(
            "PUT", "/api/users/profile", body=body or {}, headers={"idempotency-key": idempotency_key}
        )
        return answer

    def confirm_email(self, body: Verification, *, idempotency_key: str | None = None) -> Verified:
        """Makes the address that a letter's link confirms its person's own.

        Opened again, the link answers the same and does nothing.

        Anybody may call this."""
        answer: Verified = self._call(
            "POST", "/api/users/confirm-email", body=body, headers={"idempotency-key": idempotency_key}
        )
        return answer

    def list_people(
        self,
        *,
        page: int | None = None,
        per_page: int | None = None,
        cursor: str | None = None,
        search: str | None = None,
        role: Literal["buyer", "seller", "developer", "admin"] | None = None,
        active: bool | None = None,
        sort_by: Literal["created_at"] | None = None,
        sort_order: Literal["asc", "desc"] | None = None,
    ) -> People:
        """People by the time of their sign-up, by page number or by cursor.

        Needs one of the roles: admin. Not for API keys."""
        answer: People = self._call(
            "GET",
            "/api/users",
            query={
                "page": page,
                "per_page": per_page,
                "cursor": cursor,
                "search": search,
                "role": role,
                "active": active,
                "sort_by": sort_by,
                "sort_order": sort_order,
            },
        )
        return answer

    def walk_people(
        self,
        *,
        per_page: int = 100,
        search: str | None = None,
        role: Literal["buyer", "seller", "developer", "admin"] | None = None,
        active: bool | None = None,
        sort_by: Literal["created_at"] | None = None,
        sort_order: Literal["asc", "desc"] | None = None,
    ) -> Iterator[Profile]:
        """Each row of `list_people`, page after page."""
        return walk(
            lambda cursor: self.list_people(
                per_page=per_page,
                search=search,
                role=role,
                active=active,
                sort_by=sort_by,
                sort_order=sort_order,
                cursor=cursor,
            ),
            "users",
        )

    def show_profile(self) -> OwnProfile:
        """The caller's own profile.

        An API key needs the scope users:read."""
        answer: OwnProfile = self._call("GET", "/api/users/profile")
        return answer


class Resources:
    def __init__(self, calls: Calls) -> None:
        self.accounts = AccountsCalls(calls)
        self.activities = ActivitiesCalls(calls)
        self.analyses = AnalysesCalls(calls)
        self.analytics = AnalyticsCalls(calls)
        self.attempts = AttemptsCalls(calls)
        self.audit = AuditCalls(calls)
        self.auth = AuthCalls(calls)
        self.avatars = AvatarsCalls(calls)
        self.brands = BrandsCalls(calls)
        self.categories = CategoriesCalls(calls)
        self.certificates = CertificatesCalls(calls)
        self.changes = ChangesCalls(calls)
        self.course_drafts = CourseDraftsCalls(calls)
        self.course_files = CourseFilesCalls(calls)
        self.course_statements = CourseStatementsCalls(calls)
        self.courses = CoursesCalls(calls)
        self.developer = DeveloperCalls(calls)
        self.health = HealthCalls(calls)
        self.images = ImagesCalls(calls)
        self.imports = ImportsCalls(calls)
        self.jobs = JobsCalls(calls)
        self.learner_attempts = LearnerAttemptsCalls(calls)
        self.learners = LearnersCalls(calls)
        self.letters = LettersCalls(calls)
        self.product_imports = ProductImportsCalls(calls)
        self.products = ProductsCalls(calls)
        self.role_requests = RoleRequestsCalls(calls)
        self.sales = SalesCalls(calls)
        self.second_factor = SecondFactorCalls(calls)
        self.second_factors = SecondFactorsCalls(calls)
        self.shop = ShopCalls(calls)
        self.transactions = TransactionsCalls(calls)
        self.users = UsersCalls(calls)
