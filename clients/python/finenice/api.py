"""The calls of the API with their types. Generated from docs/openapi.json by `make api`; do not edit."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Literal, NotRequired, TypedDict, final, overload

from finenice._calls import Calls, Problem, Resource, Upload, segment, walk


__all__ = [
    "AccountEntry",
    "AccountPage",
    "Activity",
    "ActivityExport",
    "ActivityPage",
    "Allowance",
    "AllowanceUpdate",
    "AlreadyExists",
    "AmbiguousCredentials",
    "AnalysesUnavailable",
    "Analysis",
    "AnalysisQuestion",
    "AnalysisQuestionQuestions",
    "AnalysisStopped",
    "AnalysisTooLarge",
    "AnalyzeForm",
    "Answer",
    "AnswerTooLarge",
    "Answers",
    "ApiKey",
    "ApiKeyCreate",
    "ApiKeyExpired",
    "ApiKeyIntrospection",
    "ApiKeyLeakReport",
    "ApiKeyMalformed",
    "ApiKeyMisplaced",
    "ApiKeyNotActive",
    "ApiKeyNotAllowed",
    "ApiKeyNotFound",
    "ApiKeyPage",
    "ApiKeyRequired",
    "ApiKeyRevoked",
    "ApiKeyRotate",
    "ApiKeyRotated",
    "ApiKeyUnknown",
    "ApiKeyUpdate",
    "ApiKeyWithUsage",
    "Arrival",
    "ArrivalAmbiguous",
    "ArrivalAmbiguousCandidates",
    "Attempt",
    "AttemptEnded",
    "AttemptNotFound",
    "AttemptOption",
    "AttemptQuestion",
    "AttemptSummary",
    "Attempts",
    "AuditEntry",
    "AuditEntryNotFound",
    "AuditExport",
    "AuditHead",
    "AuditPage",
    "Avatar",
    "AvatarForm",
    "Backup",
    "BackupHead",
    "Backups",
    "BadRequest",
    "BankAccount",
    "Basket",
    "Brand",
    "BrandCreate",
    "BrandList",
    "BrandNotFound",
    "BrandSnapshot",
    "BrandUpdate",
    "Busy",
    "CashMove",
    "CategoriesDelete",
    "CategoriesDeleted",
    "Category",
    "CategoryCreate",
    "CategoryNotFound",
    "CategorySales",
    "CategorySnapshot",
    "CategoryTree",
    "CategoryUpdate",
    "CategoryWithPath",
    "Certificate",
    "CertificateList",
    "CertificateNotFound",
    "CertificateReissue",
    "CertificateRevoked",
    "ChangeList",
    "ChangedBrand",
    "ChangedCategory",
    "ChangedCustomer",
    "ChangedOutlet",
    "ChangedProduct",
    "ChangedStaff",
    "ChangedTaxProfile",
    "ChangedTill",
    "ChangedVoucher",
    "Checked",
    "ClassSales",
    "ClientIdReused",
    "CodeNotFound",
    "Cohort",
    "CohortReport",
    "ColumnChange",
    "ComparisonPeriod",
    "CompletionRateReport",
    "Confirmation",
    "ContentCreate",
    "ContentEngagement",
    "ContentLocked",
    "ContentLockedMissing",
    "ContentNotFound",
    "ContentProgress",
    "ContentUpdate",
    "Count",
    "CounterPayment",
    "Course",
    "CourseAlreadyOwned",
    "CourseAuthor",
    "CourseClosed",
    "CourseCompletionRate",
    "CourseCreate",
    "CourseDraft",
    "CourseEngagementReport",
    "CourseHasBuyers",
    "CourseNotCompletable",
    "CourseNotCompletableReasons",
    "CourseNotFound",
    "CourseNotPublished",
    "CourseOutline",
    "CourseProduct",
    "CourseProgress",
    "CourseProgressReport",
    "CourseReference",
    "CourseStatementsExportAnswer",
    "CourseUpdate",
    "CourseVersion",
    "CourseVersionDetail",
    "CourseVersions",
    "Courses",
    "CreditLimit",
    "CursorSortMismatch",
    "Customer",
    "CustomerCreate",
    "CustomerExport",
    "CustomerNotFound",
    "CustomerOwes",
    "CustomerPage",
    "CustomerUpdate",
    "DailyActivity",
    "DatabaseUnavailable",
    "DebtBooks",
    "DebtPaymentItem",
    "DebtTotals",
    "Debtor",
    "Degraded",
    "Delivery",
    "DeliveryPage",
    "DemandPoint",
    "DiscountTooLarge",
    "DraftContent",
    "DraftContentDetail",
    "DraftSection",
    "DrawerCash",
    "Email",
    "EmailAlreadyVerified",
    "EmailThrottled",
    "EmailVerification",
    "Emails",
    "EncodedBody",
    "EngagementFigures",
    "Event",
    "EventList",
    "EventNotFound",
    "EventsExpired",
    "ExpiredToken",
    "FailedRow",
    "FailedRowList",
    "FigureGrowth",
    "File",
    "FileForm",
    "FileNotFound",
    "Forbidden",
    "ForecastPoint",
    "ForecastTotals",
    "Frequency",
    "GivenAnswer",
    "Group",
    "Growth",
    "GrowthByFigure",
    "GrowthRate",
    "Health",
    "HistoryPoint",
    "IdempotencyInProgress",
    "IdempotencyKeyRequired",
    "IdempotencyKeyReused",
    "IdempotentAnswerLost",
    "Image",
    "ImageList",
    "ImageNotFound",
    "ImageOrder",
    "ImageUrls",
    "ImagesForm",
    "Import",
    "ImportCounts",
    "ImportFault",
    "ImportForm",
    "ImportList",
    "ImportNotFound",
    "ImportProgress",
    "ImportSample",
    "ImportSummary",
    "ImportWarning",
    "InsufficientScope",
    "InsufficientStock",
    "InsufficientStockItems",
    "InternalError",
    "InvalidToken",
    "IssuedCertificate",
    "Issuer",
    "Item",
    "ItemOfRefund",
    "ItemProblem",
    "ItemReviewed",
    "ItemUnfit",
    "Job",
    "JobNotFound",
    "Jobs",
    "KeptItem",
    "KeptItemPage",
    "LastAdmin",
    "LearnerAttempts",
    "LearnerNotFound",
    "LearnerProgress",
    "LearnerRemoved",
    "LedgerEntry",
    "LedgerPage",
    "LimitReached",
    "Line",
    "LinkExpired",
    "ListedProduct",
    "ListedShift",
    "LogoForm",
    "MadeRefund",
    "MalformedEtag",
    "MalformedJson",
    "MalformedRequest",
    "ManagersOnly",
    "MarkdownPreview",
    "MeasureKept",
    "Message",
    "MethodNotAllowed",
    "MfaEnrolmentRequired",
    "MissingToken",
    "MonthlyCompletionRate",
    "MoveItem",
    "Moved",
    "MovedItems",
    "Movements",
    "NamedMove",
    "NewApiKey",
    "NewBankAccount",
    "NewDiscount",
    "NewMove",
    "NewMovement",
    "NewOutlet",
    "NewPaymentAccount",
    "NewPaymentRequest",
    "NewProvider",
    "NewReceiptLink",
    "NewReceiptPrint",
    "NewRefund",
    "NewSale",
    "NewShift",
    "NewStaff",
    "NewTaxProfile",
    "NewTill",
    "NewTransfer",
    "NewVoucher",
    "NewWebhook",
    "NoAttemptsLeft",
    "NoEmail",
    "NoOpenShift",
    "NoQrCode",
    "NoRequestMatches",
    "NoStore",
    "NotEnrolled",
    "NotFound",
    "NotMultipart",
    "Notice",
    "NoticeNotAuthentic",
    "Option",
    "OrderAlreadyPaid",
    "OrderCancellation",
    "OrderHasExpired",
    "OrderIncomplete",
    "OrderNotPaid",
    "OrderOfOthers",
    "OrderPartlyPaid",
    "OrderPayment",
    "OrderWasCancelled",
    "OriginNotAllowed",
    "OtherArrival",
    "Outlet",
    "OutletHasOpenShift",
    "OutletHasStock",
    "OutletHasStockItems",
    "OutletIsDefault",
    "OutletList",
    "OutletNotFound",
    "OutletStock",
    "OutletUpdate",
    "Outlier",
    "OutlineContent",
    "OutlineLimitReached",
    "OutlineSection",
    "OutlineUpdate",
    "OwnProfile",
    "OwnTwoFactor",
    "PaidSale",
    "PasswordChange",
    "PasswordReset",
    "PasswordResetRequest",
    "PasswordResetResult",
    "PayloadTooLarge",
    "Payment",
    "PaymentAccount",
    "PaymentAccountList",
    "PaymentAccountNotFound",
    "PaymentAccountUpdate",
    "PaymentBooks",
    "PaymentGroup",
    "PaymentReported",
    "PaymentRequest",
    "PaymentRequestNotFound",
    "PaymentRequestPaid",
    "PaymentRequired",
    "PaymentSum",
    "PaymentSums",
    "PeriodSales",
    "PlatformDay",
    "PlatformOverview",
    "PrerequisitesMissing",
    "PrerequisitesMissingMissing",
    "PreviousPeriod",
    "PriceChanged",
    "Product",
    "ProductCreate",
    "ProductDetail",
    "ProductForecast",
    "ProductHasVariants",
    "ProductImage",
    "ProductList",
    "ProductNotFound",
    "ProductOfList",
    "ProductOption",
    "ProductOptionInput",
    "ProductSales",
    "ProductSellsCourse",
    "ProductUpdate",
    "Profile",
    "ProfileUpdate",
    "ProgressEvent",
    "ProgressFigures",
    "ProgressUpdate",
    "ProviderEvent",
    "ProviderOfAccount",
    "PublicKey",
    "PublicKeySet",
    "PublishResult",
    "PublishedContent",
    "PurchaseRequired",
    "Qris",
    "Quality",
    "Question",
    "Quiz",
    "QuizLimits",
    "Quote",
    "QuoteRequired",
    "RangeNotSatisfiable",
    "RateLimited",
    "RateLimiterUnavailable",
    "Reason",
    "Reauthentication",
    "ReauthenticationRequired",
    "ReceiptGap",
    "ReceiptGaps",
    "ReceiptLink",
    "ReceiptLinkExpired",
    "ReceiptLinkInvalid",
    "ReceiptNotFound",
    "ReceiptNumberFar",
    "ReceiptNumberTaken",
    "ReceiptPrint",
    "RecoveryCodes",
    "ReferenceInReview",
    "ReferenceRejected",
    "ReferenceUnknown",
    "Refund",
    "RefundExceedsPaid",
    "RefundExceedsPaidItems",
    "RefundItem",
    "RefundNotFound",
    "RefundQuote",
    "RefundedItem",
    "RefundedMoney",
    "Rejection",
    "ReleaseOutdated",
    "RenderedMarkdown",
    "Repayment",
    "ReportTotals",
    "RequestPage",
    "RequestTimeout",
    "RequestsOfOrder",
    "ResumePoint",
    "ReusedToken",
    "RevocationList",
    "RevokedCredential",
    "RevokedToken",
    "RoleAlreadyHeld",
    "RoleRequest",
    "RoleRequestCreate",
    "RoleRequestDecided",
    "RoleRequestDecision",
    "RoleRequestNotFound",
    "RoleRequestPage",
    "RoleRequestPending",
    "RowFault",
    "RuleVerdict",
    "Sale",
    "SaleItem",
    "SaleNotice",
    "SalePage",
    "SaleWithBuyer",
    "SalesBooks",
    "SalesGroup",
    "SalesReport",
    "SalesSums",
    "SchemaOutdated",
    "SectionCreate",
    "SectionDetail",
    "SectionNotFound",
    "SectionOrder",
    "SectionUpdate",
    "SellerUnavailable",
    "SellerUnavailableItems",
    "Series",
    "SeriesResult",
    "Session",
    "SessionList",
    "SessionNotFound",
    "SessionsEnd",
    "SessionsEnded",
    "Shift",
    "ShiftBooks",
    "ShiftCloseItem",
    "ShiftClosed",
    "ShiftIncomplete",
    "ShiftNotFound",
    "ShiftOpen",
    "ShiftOpenItem",
    "ShiftPage",
    "ShiftReport",
    "ShiftRow",
    "ShiftSales",
    "ShiftSums",
    "Shop",
    "ShopUpdate",
    "SignIn",
    "SignInBusy",
    "SignUp",
    "SoldBasket",
    "SoldItem",
    "Staff",
    "StaffList",
    "StaffNotFound",
    "StaffUpdate",
    "Statistics",
    "StillInUse",
    "StockBooks",
    "StockChanged",
    "StockChangedItems",
    "StockForecast",
    "StockGroup",
    "StockPage",
    "StockQuantities",
    "StockSums",
    "StockedProduct",
    "StorageFull",
    "StorageUnavailable",
    "StoreOpen",
    "SubmittedAttempt",
    "SumTooLarge",
    "SyncFlag",
    "SyncItemNotFound",
    "SyncPost",
    "SyncResult",
    "SyncResults",
    "Taken",
    "TaxBooks",
    "TaxGroup",
    "TaxProfile",
    "TaxProfileNotFound",
    "TaxProfiles",
    "TaxSums",
    "Till",
    "TillCustomer",
    "TillInactive",
    "TillList",
    "TillNotFound",
    "TillOfOthers",
    "TillOutlet",
    "TillSession",
    "TillSessionNotAllowed",
    "TillSettings",
    "TillSignIn",
    "TillStaff",
    "TillTokenUnknown",
    "TillUpdate",
    "TillUser",
    "TillVoucher",
    "TillWithToken",
    "TokenMisplaced",
    "TokenRefresh",
    "TokenResponse",
    "TooManyAnalyses",
    "TooManyApiKeys",
    "TooManyAttempts",
    "TooManyDeliveriesWaiting",
    "TooManyImages",
    "TooManyImports",
    "TooManyPins",
    "TooManyStreams",
    "TooManyUnpaidOrders",
    "TooManyVariants",
    "TooManyWebhooks",
    "TotalChanged",
    "TotpCodeRequired",
    "TotpConfirmation",
    "TotpSetup",
    "TotpSetupNotStarted",
    "TotpSetupStart",
    "TransactionNotFound",
    "TransferItem",
    "Transferred",
    "TransferredItems",
    "Trend",
    "TwoFactorAlreadyEnabled",
    "TwoFactorNotEnabled",
    "TwoFactorPolicy",
    "TwoFactorPolicyUpdate",
    "TwoFactorReauthentication",
    "TwoFactorStatus",
    "UnbookedItem",
    "UnmatchedNotice",
    "UnpaidOrdersTooLarge",
    "UnpaidSale",
    "UnsoldProduct",
    "UnsoldStock",
    "UnsupportedMediaType",
    "UsedColumns",
    "UsedVoucher",
    "User",
    "UserNotFound",
    "UserPage",
    "UserProgressReport",
    "UserUpdate",
    "ValidationFailed",
    "ValidationFailedQuestions",
    "Variant",
    "VerifiedEmail",
    "VerifiedEmailRequired",
    "VersionConflict",
    "VersionNotFound",
    "Voucher",
    "VoucherCheck",
    "VoucherNeedsVerifiedEmail",
    "VoucherNotFound",
    "VoucherPage",
    "VoucherRefused",
    "VoucherRefusedRules",
    "VoucherUpdate",
    "WaiverCreate",
    "WarningValue",
    "Webhook",
    "WebhookNotFound",
    "WebhookPage",
    "WebhookUpdate",
    "WebhookWithSecret",
    "WeekdaySales",
    "WrongCredentials",
    "WrongPin",
    "WrongTotpCode",
]


class AccountEntry(TypedDict):
    id: int
    created_at: str
    delta: int
    """Above 0: they owe more."""
    balance: int
    """What they owed after it."""
    reason: Literal["sale", "repayment", "refund", "write_off"]
    transaction_id: int
    """The sale on credit that it is about."""
    payment_id: int | None
    method: Literal["cash", "transfer", "qris", "card", "ewallet", "credit"] | None
    """That of the payment."""
    due_on: str | None
    actor_id: int
    actor_name: str


class AccountPage(TypedDict):
    per_page: int
    has_next: bool
    next_cursor: str | None
    entries: list[AccountEntry]


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
        "stock_moved",
        "customer_created",
        "customer_changed",
        "customer_erased",
        "debt_repaid",
        "sale",
        "counter_sale",
        "order_placed",
        "order_payment",
        "order_paid",
        "order_cancelled",
        "refund",
        "voucher_created",
        "voucher_changed",
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
    """The id of the object, whose kind the type implies."""
    detail: str
    address: str
    """The address of the client."""
    created_at: str


class ActivityExport(TypedDict):
    activities: list[Activity]


class ActivityPage(TypedDict):
    per_page: int
    has_next: bool
    next_cursor: str | None
    total_items: int
    total_pages: int
    current_page: int | None
    """Null if the list is read by cursor."""
    has_prev: bool
    activities: list[Activity]


class Allowance(TypedDict):
    """The allowance beyond the limits of the quiz."""

    attempts: int
    minutes: int
    reason: str


class AllowanceUpdate(TypedDict):
    """The learner's total allowance beyond the limits of the quiz. Repeating the request adds nothing."""

    attempts: NotRequired[int]
    """Additional attempts."""
    minutes: NotRequired[int]
    """Additional minutes in each attempt, including the one in progress."""
    reason: str


class Analysis(TypedDict):
    columns: UsedColumns
    frequency: Frequency
    rows: int
    tier: str
    horizon: int | None
    aggregate: str | None
    fill: str | None
    notices: list[Notice]
    """The first notices about rows, columns and series."""
    notice_counts: dict[str, Any]
    totals: SeriesResult | None
    """Result for the sum of all series, if they can be added."""
    series: list[Series]
    degraded: Degraded | None
    """What is missing because time or memory ran out."""


class AnalysisQuestionQuestions(TypedDict):
    parameter: str
    candidates: list[str]


class AnalyzeForm(TypedDict):
    file: Upload
    """CSV or JSON with a date column, a value column and one row per date; at most 64 MB."""


class Answer(TypedDict):
    """An answer to one question: the chosen `options`, or the `text` of a short answer."""

    question_id: int
    options: NotRequired[list[int] | None]
    text: NotRequired[str | None]


class Answers(TypedDict):
    """Answers to questions of the attempt, at most one to each."""

    answers: NotRequired[list[Answer]]


class ApiKey(TypedDict):
    id: int
    user_id: int
    name: str
    prefix: str
    """The beginning of the key, which identifies it."""
    scopes: list[
        Literal[
            "analytics:read",
            "courses:read",
            "courses:write",
            "customers:read",
            "customers:write",
            "imports:read",
            "imports:write",
            "payments:write",
            "products:read",
            "products:write",
            "transactions:read",
            "transactions:write",
            "users:read",
            "webhooks:read",
            "webhooks:write",
        ]
    ]
    quota: int | None
    state: Literal["active", "overlapping", "rotated", "expired", "revoked"]
    """overlapping: rotated, and active until `overlap_ends_at`."""
    created_at: str
    expires_at: str
    last_used_at: str | None
    """Updated at most once a minute."""
    last_used_from: str | None
    rotated_to: int | None
    """The key that replaces it."""
    overlap_ends_at: str | None
    revoked_at: str | None
    reason: Literal["revoked", "leaked", "deactivated", "role_lost"] | None


class ApiKeyCreate(TypedDict):
    current_password: NotRequired[str | None]
    """Required if the last sign-in or reauthentication is more than 10 minutes ago (403 `reauthentication_required`)."""
    name: NotRequired[str]
    scopes: NotRequired[
        list[
            Literal[
                "analytics:read",
                "courses:read",
                "courses:write",
                "customers:read",
                "customers:write",
                "imports:read",
                "imports:write",
                "payments:write",
                "products:read",
                "products:write",
                "transactions:read",
                "transactions:write",
                "users:read",
                "webhooks:read",
                "webhooks:write",
            ]
        ]
    ]
    """The default is all read scopes."""
    expires_in_days: NotRequired[int]
    quota: NotRequired[int | None]
    """Calls per hour; only admins may exceed the quota of all keys."""


class ApiKeyIntrospection(TypedDict):
    id: int
    user_id: int
    name: str
    prefix: str
    """The beginning of the key, which identifies it."""
    scopes: list[
        Literal[
            "analytics:read",
            "courses:read",
            "courses:write",
            "customers:read",
            "customers:write",
            "imports:read",
            "imports:write",
            "payments:write",
            "products:read",
            "products:write",
            "transactions:read",
            "transactions:write",
            "users:read",
            "webhooks:read",
            "webhooks:write",
        ]
    ]
    quota: int | None
    state: Literal["active", "overlapping", "rotated", "expired", "revoked"]
    """overlapping: rotated, and active until `overlap_ends_at`."""
    created_at: str
    expires_at: str
    last_used_at: str | None
    """Updated at most once a minute."""
    last_used_from: str | None
    rotated_to: int | None
    """The key that replaces it."""
    overlap_ends_at: str | None
    revoked_at: str | None
    reason: Literal["revoked", "leaked", "deactivated", "role_lost"] | None
    roles: list[Literal["buyer", "seller", "developer", "admin"]]
    """The owner's current roles, which the key acts with."""


class ApiKeyLeakReport(TypedDict):
    api_key: str
    where: NotRequired[str]
    """The place it was found at; the owner is notified."""


class ApiKeyPage(TypedDict):
    per_page: int
    has_next: bool
    next_cursor: str | None
    total_items: int
    total_pages: int
    current_page: int | None
    """Null if the list is read by cursor."""
    has_prev: bool
    api_keys: list[ApiKey]


class ApiKeyRotate(TypedDict):
    current_password: NotRequired[str | None]
    """Required if the last sign-in or reauthentication is more than 10 minutes ago (403 `reauthentication_required`)."""
    overlap_hours: NotRequired[int]
    """The old key keeps working for this long."""


class ApiKeyUpdate(TypedDict):
    name: NotRequired[str]
    quota: NotRequired[int | None]
    """Calls per hour; only admins may exceed the quota of all keys."""


class ApiKeyWithUsage(TypedDict):
    id: int
    user_id: int
    name: str
    prefix: str
    """The beginning of the key, which identifies it."""
    scopes: list[
        Literal[
            "analytics:read",
            "courses:read",
            "courses:write",
            "customers:read",
            "customers:write",
            "imports:read",
            "imports:write",
            "payments:write",
            "products:read",
            "products:write",
            "transactions:read",
            "transactions:write",
            "users:read",
            "webhooks:read",
            "webhooks:write",
        ]
    ]
    quota: int | None
    state: Literal["active", "overlapping", "rotated", "expired", "revoked"]
    """overlapping: rotated, and active until `overlap_ends_at`."""
    created_at: str
    expires_at: str
    last_used_at: str | None
    """Updated at most once a minute."""
    last_used_from: str | None
    rotated_to: int | None
    """The key that replaces it."""
    overlap_ends_at: str | None
    revoked_at: str | None
    reason: Literal["revoked", "leaked", "deactivated", "role_lost"] | None
    used: int | None
    """Calls within the window up to now; null if they are not limited."""
    allowed: int | None
    """The calls that one window allows."""
    window_seconds: int | None


class Arrival(TypedDict):
    amount: int
    """What arrived, with its code."""
    reference: str
    """Names the money at the bank."""
    request_id: NotRequired[int | None]
    """The request that it is for, if the amount alone does not tell it (`arrival_ambiguous`)."""
    till_id: NotRequired[int | None]
    """The till whose open shift it belongs to. Who has signed in there may omit it."""


class ArrivalAmbiguousCandidates(TypedDict):
    id: int
    transaction_id: int
    amount: int
    code: int
    payable: int


class Attempt(TypedDict):
    """An attempt with its questions."""

    id: int
    number: int
    score: int | None
    passed: bool | None
    started_at: str
    expires_at: str | None
    """The end of its time. Answers are accepted for 30 s more, for slow connections."""
    submitted_at: str | None
    """`expires_at` if it was not submitted in time; the saved answers count then."""
    course_id: int
    content_id: int
    mastery_score: int | None
    attempts_left: int | None
    """Null: unlimited."""
    questions: list[AttemptQuestion]


class AttemptOption(TypedDict):
    """An option of a question. It doesn't reveal if it is correct."""

    id: int
    """Valid in this attempt only; the course's owner sees the option's own id."""
    text: str


class AttemptQuestion(TypedDict):
    """A question in the order of this attempt.

    `right` is shown once the attempt is submitted; the correct answers are shown after an attempt that passed or after
    the last one. Both only if the author allows it."""

    id: int
    kind: Literal["single", "multiple", "short"]
    text: str
    points: int
    options: list[AttemptOption]
    answer: GivenAnswer | None
    right: NotRequired[bool | None]
    correct_options: NotRequired[list[int] | None]
    accepted: NotRequired[list[str] | None]
    explanation: NotRequired[str | None]


class AttemptSummary(TypedDict):
    """An attempt of a learner. The score is in percent."""

    id: int
    number: int
    score: int | None
    passed: bool | None
    started_at: str
    expires_at: str | None
    """The end of its time. Answers are accepted for 30 s more, for slow connections."""
    submitted_at: str | None
    """`expires_at` if it was not submitted in time; the saved answers count then."""


class Attempts(TypedDict):
    """A learner's attempts at a quiz, newest first, and its limits.

    `quiz` is null if the content is no longer a quiz."""

    quiz: QuizLimits | None
    attempts: list[AttemptSummary]


class AuditEntry(TypedDict):
    id: int
    at: str
    user_id: int | None
    """Null for an anonymous caller and the service itself."""
    user_name: str | None
    key_id: int | None
    """The API key of the call."""
    address: str
    request_id: str
    operation: Literal["INSERT", "UPDATE", "DELETE", "DENIED"]
    table: str
    row_id: str
    """The values of the primary key, joined by colons."""
    route: str
    """The method and the route of a denied call."""
    changes: list[ColumnChange]
    seal: int | None
    """The number of its link in the chain, added within a minute."""


class AuditExport(TypedDict):
    entries: list[AuditEntry]


class AuditHead(TypedDict):
    number: int
    """The number of entries in the chain."""
    link: str
    """SHA-256 over all of them. A copy kept elsewhere reveals later changes of these entries."""
    sealed_at: str | None


class AuditPage(TypedDict):
    per_page: int
    has_next: bool
    next_cursor: str | None
    total_items: int
    total_pages: int
    current_page: int | None
    """Null if the list is read by cursor."""
    has_prev: bool
    entries: list[AuditEntry]


class Avatar(TypedDict):
    avatar_url: str
    urls: ImageUrls


class AvatarForm(TypedDict):
    avatar: Upload
    """A JPEG, PNG, WebP, AVIF or GIF of at most 10 MB."""


class Backup(TypedDict):
    id: int
    name: str
    """The name of the archive at `BACKUP_TO`."""
    job_id: int | None
    """The job that made it; null: the command `flask backup`."""
    state: Literal["running", "done", "failed"]
    bytes: int | None
    row_count: int | None
    file_count: int | None
    audit_head: BackupHead | None
    """The end of the audit chain in the archive."""
    error: str | None
    """Why it failed, such as `disk_full`."""
    started_at: str
    finished_at: str | None
    deleted_at: str | None
    """When it was deleted, as `BACKUP_KEEP` says."""


class BackupHead(TypedDict):
    number: int
    link: str


class Backups(TypedDict):
    per_page: int
    has_next: bool
    next_cursor: str | None
    backups: list[Backup]


class BankAccount(TypedDict):
    bank: str
    number: str
    holder: str


class Basket(TypedDict):
    items: list[Item]
    discount: NotRequired[NewDiscount | None]
    """Taken off what is left of all items, by the seller of all of them."""
    voucher: NotRequired[str | None]
    """The code of a voucher of a seller of the items."""
    expected_total: NotRequired[int]
    """The total that the buyer has agreed to. If the sale would cost another, the answer is a 409 `total_changed` with the new `quote`, and nothing is sold."""
    payments: NotRequired[list[CounterPayment]]
    """At the counter: how the customer pays. They sum up to the total; one of them may have no amount, and pays what the others leave. A quote does not add them up."""
    client_id: NotRequired[str | None]
    """A UUID that the till gives to a sale with `payments`, before it is sent. A repeated call with it, at whatever time, returns the sale that it names."""
    till_id: NotRequired[int | None]
    """The till that sells, with `payments`, in its open shift: the sale gets the next number of its receipts. Who has signed in there may omit it."""
    customer_id: NotRequired[int | None]
    """At the counter: a customer of the seller. Omitted: a walk-in customer, who buys nothing on credit."""


class Brand(TypedDict):
    id: int
    name: str
    owner_id: int | None
    created_at: str
    updated_at: str


class BrandCreate(TypedDict):
    name: str
    owner_id: NotRequired[int | None]
    """The only seller who may use the brand; null: all sellers."""


class BrandList(TypedDict):
    per_page: int
    has_next: bool
    next_cursor: str | None
    brands: list[Brand]


class BrandSnapshot(TypedDict):
    name: str
    owner_id: int | None


class BrandUpdate(TypedDict):
    name: NotRequired[str]
    owner_id: NotRequired[int | None]
    """The only seller who may use the brand; null: all sellers."""


class CashMove(TypedDict):
    id: int
    kind: Literal["in", "out"]
    amount: int
    reason: str
    created_at: str


class CategoriesDelete(TypedDict):
    ids: list[int]
    """Those that do not exist are skipped."""
    move_to: NotRequired[int | None]
    """The category that their products get; null: none."""


class CategoriesDeleted(TypedDict):
    deleted: int
    """Deleted categories, with those below the given ones."""
    products_moved: int
    done: bool
    """False: products are left, and no category is deleted yet. Call again."""


class Category(TypedDict):
    id: int
    parent_id: int | None
    name: str
    children: list[Category]


class CategoryCreate(TypedDict):
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
    """Outside of 0 to 1 only where more was given back than sold in the span."""


class CategorySnapshot(TypedDict):
    parent_id: int | None
    name: str


class CategoryTree(TypedDict):
    categories: list[Category]


class CategoryUpdate(TypedDict):
    name: NotRequired[str]
    parent_id: NotRequired[int | None]


class CategoryWithPath(TypedDict):
    id: int
    parent_id: int | None
    name: str
    children: list[Category]
    path: list[str]
    """Names from the top of the tree down to this category."""


class Certificate(TypedDict):
    code: str
    valid: bool
    learner_name: str
    printed_name: str
    """The name as the PDF prints it. Characters that the fonts lack are transliterated and emoji left out; reissue the certificate with a printable name if that is wrong."""
    course_id: int
    course_title: str
    language: str
    issued_at: str
    revoked_at: str | None
    reason: str | None
    """Why it was revoked; visible to its holder, the course's owner and admins."""
    replaced_by: str | None
    """The code of the certificate that replaced it; visible to the same users."""
    url: str
    """The page on which anyone can verify it."""


class CertificateList(TypedDict):
    per_page: int
    has_next: bool
    next_cursor: str | None
    certificates: list[Certificate]


class CertificateReissue(TypedDict):
    learner_name: str
    """The corrected name."""
    reason: str
    """The holder is told the reason."""


class ChangeList(TypedDict):
    changes: list[Any]
    next_since: str
    has_more: bool


class ChangedBrand(TypedDict):
    id: int
    deleted: bool
    """True: delete your copy; the item has no other data."""
    type: Literal["brand"]
    product: NotRequired[None]
    category: NotRequired[None]
    brand: BrandSnapshot | None


class ChangedCategory(TypedDict):
    id: int
    deleted: bool
    """True: delete your copy; the item has no other data."""
    type: Literal["category"]
    product: NotRequired[None]
    category: CategorySnapshot | None
    brand: NotRequired[None]


class ChangedCustomer(TypedDict):
    id: int
    deleted: bool
    """True: delete your copy; the item has no other data."""
    type: Literal["customer"]
    customer: TillCustomer | None


class ChangedOutlet(TypedDict):
    id: int
    deleted: bool
    """True: delete your copy; the item has no other data."""
    type: Literal["outlet"]
    outlet: TillOutlet | None


class ChangedProduct(TypedDict):
    id: int
    deleted: bool
    """True: delete your copy; the item has no other data."""
    type: Literal["product"]
    product: ListedProduct | None
    category: NotRequired[None]
    brand: NotRequired[None]


class ChangedStaff(TypedDict):
    """`id` is that of the user. Of no use for a sign-in: PINs are not told."""

    id: int
    deleted: bool
    """True: delete your copy; the item has no other data."""
    type: Literal["staff"]
    staff: TillStaff | None


class ChangedTaxProfile(TypedDict):
    """`id` is its first day, such as 20261201."""

    id: int
    deleted: bool
    """True: delete your copy; the item has no other data."""
    type: Literal["tax_profile"]
    tax_profile: TaxProfile | None


class ChangedTill(TypedDict):
    id: int
    deleted: bool
    """True: delete your copy; the item has no other data."""
    type: Literal["till"]
    till: TillSettings | None


class ChangedVoucher(TypedDict):
    """One that was withdrawn is deleted."""

    id: int
    deleted: bool
    """True: delete your copy; the item has no other data."""
    type: Literal["voucher"]
    voucher: TillVoucher | None


class Checked(TypedDict):
    accepted: bool
    amount: int
    """What it takes off; 0 if it is refused."""
    rules: list[RuleVerdict]
    """The verdict of each rule of the voucher."""


ClassSales = TypedDict(
    "ClassSales",
    {"class": "Literal['A', 'B', 'C'] | None", "products": "int", "revenue": "int", "share": "float | None"},
)


class Cohort(TypedDict):
    month: str
    size: int | None
    """Null if it would reveal 1 to 4 people whom you may not see."""
    completed_7_days: int | None
    """Null if it would reveal 1 to 4 people whom you may not see."""
    completed_30_days: int | None
    """Null if it would reveal 1 to 4 people whom you may not see."""
    completed_90_days: int | None
    """Null if it would reveal 1 to 4 people whom you may not see."""
    retention: list[float | None]


class CohortReport(TypedDict):
    course_id: int
    title: str
    hidden: bool
    """The course has too few learners to show its figures."""
    as_of: str
    """The time of the figures."""
    definitions: dict[str, Any]
    """The definition of each figure, by Accept-Language."""
    cohorts: list[Cohort]


class ColumnChange(TypedDict):
    column: str
    old: Any
    """Null also if the row is new. Secrets are shown as [redacted]."""
    new: Any


ComparisonPeriod = TypedDict(
    "ComparisonPeriod",
    {
        "transactions": "int",
        "units": "int",
        "revenue": "int",
        "average_basket": "int | None",
        "from": "str",
        "to": "str",
        "growth": "GrowthByFigure",
    },
)


class CompletionRateReport(TypedDict):
    per_page: int
    has_next: bool
    next_cursor: str | None
    as_of: str
    """The time of the figures."""
    definitions: dict[str, Any]
    """The definition of each figure, by Accept-Language."""
    courses: list[CourseCompletionRate]


class Confirmation(TypedDict):
    received: NotRequired[int | None]
    """What arrived. Omitted: `payable`. Anything but `payable` or `amount` sends the request to `review`."""
    reference: NotRequired[str | None]
    """Names the money at the bank."""
    till_id: NotRequired[int | None]
    """The till whose open shift it belongs to. Who has signed in there may omit it."""


class ContentCreate(TypedDict):
    section_id: int
    kind: Literal["text", "video", "file", "quiz"]
    title: str
    position: NotRequired[int | None]
    body: NotRequired[str]
    """The Markdown of a text, the URL of a video, the description of a file."""
    quiz: NotRequired[Quiz | None]
    required: NotRequired[bool]
    """Completing the course requires it."""
    move_on: NotRequired[
        Literal["Passed", "Completed", "CompletedAndPassed", "CompletedOrPassed", "NotApplicable"] | None
    ]
    """The criterion that satisfies it (cmi5 moveOn); null: Passed for a quiz, else Completed."""
    mastery_score: NotRequired[int | None]
    minutes: NotRequired[int | None]
    """The time that it takes."""
    prerequisites: NotRequired[list[int]]
    """The contents to satisfy before this one opens."""


class ContentEngagement(TypedDict):
    content_id: int
    place: int
    title: str
    started: int | None
    """Null if it would reveal 1 to 4 people whom you may not see."""
    satisfied: int | None
    """Null if it would reveal 1 to 4 people whom you may not see."""
    drop_off: float | None
    mean_seconds: int | None


class ContentLockedMissing(TypedDict):
    content_id: int
    title: str


class ContentProgress(TypedDict):
    content_id: int
    title: str
    kind: Literal["text", "video", "file", "quiz"]
    section: int
    state: Literal["locked", "open", "started", "satisfied"]
    """Started contents stay open and satisfied ones satisfied, also in later versions."""
    rule: str
    """The rule that completes it, by Accept-Language."""
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


class ContentUpdate(TypedDict):
    section_id: NotRequired[int]
    title: NotRequired[str]
    position: NotRequired[int]
    """From 1; a position beyond the end means the end."""
    body: NotRequired[str]
    """The Markdown of a text, the URL of a video, the description of a file."""
    quiz: NotRequired[Quiz]
    required: NotRequired[bool]
    """Completing the course requires it."""
    move_on: NotRequired[Literal["Passed", "Completed", "CompletedAndPassed", "CompletedOrPassed", "NotApplicable"]]
    mastery_score: NotRequired[int]
    """The passing score of a quiz in percent."""
    minutes: NotRequired[int | None]
    """The time that it takes."""
    prerequisites: NotRequired[list[int]]
    """The contents to satisfy before this one opens."""


class Count(TypedDict):
    counted: int
    """The cash in the drawer."""


class CounterPayment(TypedDict):
    method: Literal["cash", "transfer", "qris", "card", "ewallet", "credit"]
    """credit: the customer of `customer_id` pays it later, within their limit."""
    amount: NotRequired[int | None]
    """A part of what is due. Omitted: all of it."""
    tendered: NotRequired[int | None]
    """The cash handed over, at least the amount as it is rounded; the answer has the `change`."""
    reference: NotRequired[str | None]
    """Names the money at the bank."""
    due_on: NotRequired[str | None]
    """The day by which credit is to be paid, in Jakarta. Not in the past."""


class Course(TypedDict):
    id: int
    title: str
    summary: str
    language: str
    sequential: bool
    owner: CourseAuthor
    open: bool
    """Open to new learners."""
    closed_because: Literal["deleted", "unpublished", "unlisted", "product_not_sold"] | None
    """Why the course is closed to new learners, or null; `product_not_sold`: its product is inactive or deleted."""
    version: int | None
    """The number of the published version, null before the first."""
    published_at: str | None
    sections: int
    contents: int
    minutes: int
    """The total time of the contents that state one."""
    product: CourseProduct | None
    """The product to buy to enrol, if one is sold."""
    enrolled: bool
    """You are enrolled."""
    percent: int | None
    """Your progress."""
    completed_at: str | None


class CourseAuthor(TypedDict):
    id: int
    name: str


class CourseCompletionRate(TypedDict):
    course_id: int
    title: str
    hidden: bool
    """The course has too few learners to show its figures."""
    enrolled: int | None
    """Null if it would reveal 1 to 4 people whom you may not see."""
    completed: int | None
    """Null if it would reveal 1 to 4 people whom you may not see."""
    rate: float | None
    rate_low: float | None
    rate_high: float | None
    median_days: int | None
    months: NotRequired[list[MonthlyCompletionRate] | None]
    """With by=month."""


class CourseCreate(TypedDict):
    title: str
    summary: NotRequired[str]
    description: NotRequired[str]
    """Markdown."""
    language: NotRequired[Literal["id", "en"]]
    sequential: NotRequired[bool]
    """A content opens only when all required ones before it are satisfied."""
    product_id: NotRequired[int | None]
    """Buying this product enrols the buyer, and it needs no stock; null: anyone may enrol."""
    listed: NotRequired[bool]
    """False: closed to new learners; enrolled ones continue."""
    prerequisites: NotRequired[list[int]]
    """Courses to complete before enrolling."""
    owner_id: NotRequired[int | None]
    """The author, besides admins; null: the caller."""


class CourseDraft(TypedDict):
    id: int
    revision: int
    """The revision of the whole draft, which each write raises; in quotes it is a value of `If-Match`."""
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
    sections: list[DraftSection]
    removed: list[DraftContent]
    """Removed from the draft; a `section_id` restores one."""
    created_at: str
    updated_at: str


class CourseEngagementReport(TypedDict):
    per_page: int
    has_next: bool
    next_cursor: str | None
    as_of: str
    """The time of the figures."""
    definitions: dict[str, Any]
    """The definition of each figure, by Accept-Language."""
    courses: list[EngagementFigures]


class CourseNotCompletableReasons(TypedDict):
    code: Literal[
        "cannot_be_passed",
        "course_cycle",
        "file_missing",
        "no_correct_answer",
        "no_questions",
        "no_required_content",
        "prerequisite_cycle",
        "required_course_not_published",
        "requires_impossible_content",
        "requires_itself",
        "requires_later_content",
        "requires_removed_content",
        "several_correct_answers",
        "text_empty",
        "too_few_options",
        "too_few_questions",
        "video_link_missing",
    ]
    content_id: int | None
    title: str | None
    msg: str


class CourseOutline(TypedDict):
    id: int
    title: str
    summary: str
    language: str
    sequential: bool
    owner: CourseAuthor
    open: bool
    """Open to new learners."""
    closed_because: Literal["deleted", "unpublished", "unlisted", "product_not_sold"] | None
    """Why the course is closed to new learners, or null; `product_not_sold`: its product is inactive or deleted."""
    version: int | None
    """The number of the published version, null before the first."""
    published_at: str | None
    sections: int
    contents: int
    minutes: int
    """The total time of the contents that state one."""
    product: CourseProduct | None
    """The product to buy to enrol, if one is sold."""
    enrolled: bool
    """You are enrolled."""
    percent: int | None
    """Your progress."""
    completed_at: str | None
    description_html: str
    prerequisites: list[CourseReference]
    """The courses to complete before enrolling."""
    outline: list[OutlineSection]


class CourseProduct(TypedDict):
    id: int
    name: str
    price: int


class CourseProgress(TypedDict):
    course_id: int
    title: str
    version: int
    enrolled_at: str
    started_at: str | None
    active_at: str | None
    percent: int
    """The percentage of this version's required contents; it stays 100 once completed."""
    completed: bool
    completed_at: str | None
    certificate: IssuedCertificate | None
    seconds: int
    resume: ResumePoint | None
    """Where to resume; null once completed."""
    left: list[int]
    """This version's required contents that are not satisfied yet."""
    new_contents: int
    """How many of these were added after the learner completed the course."""
    contents: list[ContentProgress]


class CourseProgressReport(TypedDict):
    per_page: int
    has_next: bool
    next_cursor: str | None
    as_of: str
    """The time of the figures."""
    definitions: dict[str, Any]
    """The definition of each figure, by Accept-Language."""
    courses: list[ProgressFigures]


class CourseReference(TypedDict):
    id: int
    title: str


class CourseStatementsExportAnswer(TypedDict):
    statements: list[dict[str, Any]]


class CourseUpdate(TypedDict):
    title: NotRequired[str]
    summary: NotRequired[str]
    description: NotRequired[str]
    """Markdown."""
    language: NotRequired[Literal["id", "en"]]
    sequential: NotRequired[bool]
    """A content opens only when all required ones before it are satisfied."""
    product_id: NotRequired[int | None]
    """Buying this product enrols the buyer, and it needs no stock; null: anyone may enrol."""
    listed: NotRequired[bool]
    """False: closed to new learners; enrolled ones continue."""
    prerequisites: NotRequired[list[int]]
    """Courses to complete before enrolling."""
    owner_id: NotRequired[int]
    """The author, besides admins; only admins set it."""


class CourseVersion(TypedDict):
    number: int
    title: str
    contents: int
    published_at: str
    published_by: CourseAuthor


class CourseVersionDetail(TypedDict):
    number: int
    title: str
    contents: int
    published_at: str
    published_by: CourseAuthor
    summary: str
    description_html: str
    language: str
    sequential: bool
    prerequisites: list[CourseReference]
    outline: list[OutlineSection]


class CourseVersions(TypedDict):
    per_page: int
    has_next: bool
    next_cursor: str | None
    versions: list[CourseVersion]


class Courses(TypedDict):
    per_page: int
    has_next: bool
    next_cursor: str | None
    total_items: int
    total_pages: int
    current_page: int | None
    """Null if the list is read by cursor."""
    has_prev: bool
    courses: list[Course]


class Customer(TypedDict):
    id: int
    name: str
    phone: str | None
    """With a + and the country code."""
    note: str
    credit_limit: int
    balance: int
    """What they owe."""
    oldest_unpaid: UnpaidSale | None
    """The oldest sale for which they owe something."""
    created_at: str


class CustomerCreate(TypedDict):
    name: str
    phone: NotRequired[str | None]
    """As 0812… or +62 812…; stored as +62812…. No two customers of a seller have the same."""
    note: NotRequired[str]
    credit_limit: NotRequired[int]
    """What they may owe at most; 0: nothing is sold to them on credit."""


class CustomerExport(TypedDict):
    customer: Customer
    sales: list[SaleWithBuyer]
    """Newest first."""
    entries: list[AccountEntry]
    """Newest first."""
    items: list[UnbookedItem]
    """What tills without a network have sent and is not in the books, latest first."""


class CustomerPage(TypedDict):
    per_page: int
    has_next: bool
    next_cursor: str | None
    customers: list[Customer]


class CustomerUpdate(TypedDict):
    name: NotRequired[str]
    phone: NotRequired[str | None]
    """As 0812… or +62 812…; stored as +62812…. No two customers of a seller have the same."""
    note: NotRequired[str]
    credit_limit: NotRequired[int]
    """What they may owe at most; 0: nothing is sold to them on credit."""


class DailyActivity(TypedDict):
    day: str
    active: int


class DebtBooks(TypedDict):
    as_of: str
    """Moment at which the figures were computed."""
    zone: Literal["Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura"]
    """WIB, WITA or WIT: the zone that the outlet's days and receipts are in."""
    totals: DebtTotals
    customers: list[Debtor]
    """Most first."""


class DebtPaymentItem(TypedDict):
    client_id: str
    """A UUID that names the item for good, a sale also online."""
    at: str
    """When it happened, by the clock of the till."""
    staff_id: NotRequired[int | None]
    """Who has done it: the owner, or a user among the staff. Omitted: who calls."""
    shift_client_id: NotRequired[str | None]
    """Its shift, by the item that has opened it."""
    shift_id: NotRequired[int | None]
    """Its shift, if that was opened with a network. Without both: the open one."""
    after: NotRequired[list[str]]
    """Items that must be known before it, such as the sale on credit that a customer pays back."""
    type: Literal["debt_payment"]
    customer_id: int
    body: OrderPayment


class DebtTotals(TypedDict):
    sales: int
    """Those for which something is owed."""
    days_0_30: int
    """Due for at most 30 days, or not due yet."""
    days_31_60: int
    """Whole rupiah."""
    days_61_90: int
    """Whole rupiah."""
    days_over_90: int
    """Whole rupiah."""
    balance: int
    """The sum of all ages: what is owed."""
    customers: int


class Debtor(TypedDict):
    sales: int
    """Those for which something is owed."""
    days_0_30: int
    """Due for at most 30 days, or not due yet."""
    days_31_60: int
    """Whole rupiah."""
    days_61_90: int
    """Whole rupiah."""
    days_over_90: int
    """Whole rupiah."""
    balance: int
    """The sum of all ages: what is owed."""
    customer_id: int
    name: str
    phone: str | None
    oldest: str
    """The day on which the oldest of it was due."""


class Degraded(TypedDict):
    reason: str
    """deadline, cpu, memory, crashed, or tier (fast was used instead of best)."""
    stage: str
    series_done: int
    series_total: int | None


class Delivery(TypedDict):
    id: int
    kind: Literal["regular", "replay", "test"]
    event_id: str
    type: str
    created_at: str
    sent_at: str | None
    """Null: a replay or a test that waits."""
    milliseconds: int | None
    status_code: int | None
    """Null: there was no answer; see `error`."""
    answer: str | None
    """The first 500 characters."""
    error: str | None


class DeliveryPage(TypedDict):
    per_page: int
    has_next: bool
    next_cursor: str | None
    deliveries: list[Delivery]


class DemandPoint(TypedDict):
    date: str
    mean: float
    lo80: float | None
    hi80: float | None
    lo95: float | None
    hi95: float | None


class DraftContent(TypedDict):
    id: int
    section_id: int | None
    """Null: removed from the draft."""
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


class DraftContentDetail(TypedDict):
    id: int
    section_id: int | None
    """Null: removed from the draft."""
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
    """The revision of the whole draft, which each write raises; in quotes it is a value of `If-Match`."""
    body: str
    html: str
    """The rendered Markdown."""
    quiz: dict[str, Any] | None


class DraftSection(TypedDict):
    id: int
    position: int
    title: str
    contents: list[DraftContent]


class DrawerCash(TypedDict):
    opening: int
    sales: int
    debts: int
    refunds: int
    """At most 0."""
    moved_in: int
    moved_out: int
    expected: int
    """The sum of all, without what was moved out."""
    counted: int | None
    variance: int | None


class Email(TypedDict):
    id: int
    recipient: str
    template: str
    language: str
    state: Literal["waiting", "sent", "given_up"]
    attempts: int
    """The number of attempts."""
    due_at: str | None
    """The time of the next attempt while it is waiting."""
    error: str | None
    """Why the last attempt failed. Null once it is sent."""
    job_id: int | None
    """Its job, which can be retried once the e-mail was given up."""
    created_at: str
    sent_at: str | None


class EmailVerification(TypedDict):
    token: str
    """The value of `token=` in the link."""


class Emails(TypedDict):
    per_page: int
    has_next: bool
    next_cursor: str | None
    emails: list[Email]


class EngagementFigures(TypedDict):
    course_id: int
    title: str
    hidden: bool
    """The course has too few learners to show its figures."""
    learners: int | None
    """Null if it would reveal 1 to 4 people whom you may not see."""
    active_7_days: int | None
    """Null if it would reveal 1 to 4 people whom you may not see."""
    active_30_days: int | None
    """Null if it would reveal 1 to 4 people whom you may not see."""
    mean_seconds: int | None
    median_seconds: NotRequired[int | None]
    """For a single course."""
    days: NotRequired[list[DailyActivity] | None]
    """For a single course, the last 30 days."""
    contents: NotRequired[list[ContentEngagement] | None]
    """For a single course."""


class Event(TypedDict):
    id: str
    """The same wherever and however often the event is told."""
    type: str
    timestamp: str
    """When it happened."""
    data: dict[str, Any]
    """`id` is that of the document; the rest depends on the type."""


class EventList(TypedDict):
    events: list[Event]
    next_since: str
    has_more: bool


class FailedRow(TypedDict):
    line: int
    """The line on which the row starts; the first line of the file is 1."""
    cells: list[str]
    errors: list[RowFault]


class FailedRowList(TypedDict):
    per_page: int
    has_next: bool
    next_cursor: str | None
    rows: list[FailedRow]


class FigureGrowth(TypedDict):
    value: float | None
    reason: Literal["base_zero", "base_incomplete"] | None


class File(TypedDict):
    name: str
    size: int
    """In bytes."""


class FileForm(TypedDict):
    file: Upload
    """Any file of at most 25 MB."""


class ForecastPoint(TypedDict):
    date: str
    """Start of the period, a day or a moment."""
    mean: float | None
    """Expected value."""
    lo80: float | None
    """Lower bound of the 80 % prediction interval."""
    hi80: float | None
    lo95: float | None
    """Lower bound of the 95 % prediction interval."""
    hi95: float | None


class ForecastTotals(TypedDict):
    order_cost: int
    """Whole rupiah."""
    forecast: list[DemandPoint] | None


class Frequency(TypedDict):
    unit: str
    """step: a period below a day, of `seconds` length."""
    seconds: int | None


class GivenAnswer(TypedDict):
    """The learner's answer."""

    options: NotRequired[list[int] | None]
    text: NotRequired[str | None]


class Group(TypedDict):
    """A main product and its variants, as far as they are for sale."""

    lowest_price: int
    highest_price: int
    stock: int
    """Of all of them."""


class Growth(TypedDict):
    period: GrowthRate
    """The last period compared with the one before."""
    year: GrowthRate
    """The last period compared with the same a year earlier; for days the last 28."""
    cagr: GrowthRate
    """Compound annual growth rate from the first year to the last."""


class GrowthByFigure(TypedDict):
    transactions: FigureGrowth
    units: FigureGrowth
    revenue: FigureGrowth
    average_basket: FigureGrowth


class GrowthRate(TypedDict):
    value: float | None
    """A fraction: 0.1 is 10 % more."""
    reason: str | None


class Health(TypedDict):
    status: Literal["ok"]


class HistoryPoint(TypedDict):
    date: str
    value: float | None
    outlier: bool


class Image(TypedDict):
    id: str
    type: str


class ImageList(TypedDict):
    images: list[ProductImage]


class ImageOrder(TypedDict):
    image_ids: list[int]
    """The id of each image of the product, once; the product lists them."""


class ImageUrls(TypedDict):
    """The same image in three sizes, as WebP."""

    small: str
    """At most 160 pixels wide and high."""
    medium: str
    """At most 480."""
    large: str
    """At most 1200."""


class ImagesForm(TypedDict):
    images: list[Upload]
    """JPEG, PNG, WebP, AVIF or GIF of at most 10 MB each. `image` and `images[]` are aliases."""


class Import(TypedDict):
    id: int
    user_id: int
    filename: str
    size: int
    mode: Literal["upsert", "create"]
    """`create` rejects rows whose product exists; `upsert` updates it."""
    dry_run: bool
    create_missing: bool
    layout: str
    """shop for price lists, or the program that exported the file."""
    encoding: str
    delimiter: str
    state: Literal["queued", "running", "done", "failed"]
    error: ImportFault | None
    """Why the import failed; null unless its state is failed."""
    progress: ImportProgress
    counts: ImportCounts
    warnings: list[ImportWarning]
    created_at: str
    started_at: str | None
    finished_at: str | None
    header: list[str]
    """The titles of the file's columns, in the order of the cells."""
    columns: dict[str, Any]
    """The title of the column of each field."""
    sample: ImportSample
    """The first row without faults, as it was read."""
    failures: list[FailedRow]
    """The first failed rows."""


class ImportCounts(TypedDict):
    """The outcome of rows: created + updated + unchanged + failed = rows."""

    rows: int
    created: int
    updated: int
    unchanged: int
    failed: int


class ImportFault(TypedDict):
    code: str
    msg: str


class ImportForm(TypedDict):
    file: Upload
    """CSV with `,`, `;` or tab, or a workbook (XLSX); at most 50 MB."""


class ImportList(TypedDict):
    per_page: int
    has_next: bool
    next_cursor: str | None
    imports: list[ImportSummary]


class ImportProgress(TypedDict):
    rows_done: int
    rows_total: int
    rows_per_second: float | None
    seconds_left: float | None


class ImportSample(TypedDict):
    sku: NotRequired[str | None]
    name: NotRequired[str | None]
    price: NotRequired[int | None]
    cost: NotRequired[int | None]
    tax_kind: NotRequired[Literal["standard", "luxury", "exempt"] | None]
    stock: NotRequired[int | None]
    unit: NotRequired[str | None]
    measure: NotRequired[Literal["piece", "gram", "millimetre"] | None]
    active: NotRequired[bool | None]
    description: NotRequired[str | None]
    """At most its first 200 characters."""
    category: NotRequired[list[str] | None]
    """From the top of the tree down."""
    brand: NotRequired[str | None]
    barcodes: NotRequired[list[str] | None]


class ImportSummary(TypedDict):
    id: int
    user_id: int
    filename: str
    size: int
    mode: Literal["upsert", "create"]
    """`create` rejects rows whose product exists; `upsert` updates it."""
    dry_run: bool
    create_missing: bool
    layout: str
    """shop for price lists, or the program that exported the file."""
    encoding: str
    delimiter: str
    state: Literal["queued", "running", "done", "failed"]
    error: ImportFault | None
    """Why the import failed; null unless its state is failed."""
    progress: ImportProgress
    counts: ImportCounts
    warnings: list[ImportWarning]
    created_at: str
    started_at: str | None
    finished_at: str | None


class ImportWarning(TypedDict):
    code: str
    msg: str
    count: int
    values: list[WarningValue]


class InsufficientStockItems(TypedDict):
    product_id: int
    product_name: str
    requested: int
    available: int
    kept: NotRequired[int]
    """To sellers: how much orders without a payment keep, to be cancelled."""


class IssuedCertificate(TypedDict):
    code: str
    url: str
    issued_at: str
    valid: bool
    """False if revoked."""
    revoked_at: str | None


class Issuer(TypedDict):
    """A Profile of Open Badges 3.0; without `image` if the shop has no logo."""

    id: str
    type: list[str]
    name: str
    url: str
    image: NotRequired[Image | None]


class Item(TypedDict):
    product_id: int
    qty: int
    """Whole pieces, grams or millimetres."""
    note: NotRequired[str | None]
    """What the buyer asks for, such as `less sugar`. Items of a product with different notes or discounts are separate lines."""
    discount: NotRequired[NewDiscount | None]
    """Taken off this item, by its seller."""


class ItemOfRefund(TypedDict):
    line: int
    """Its number in the sale."""
    qty: int
    restock: NotRequired[bool]
    """The goods go back into the stock."""


class ItemProblem(TypedDict):
    """A problem as an answer of its own would have it. The other members depend on the code."""

    type: str
    title: str
    status: int
    detail: str
    """The message for people, by Accept-Language (en, id)."""
    code: str
    msg: str
    request_id: str | None


class Job(TypedDict):
    id: int
    kind: str
    user_id: int | None
    state: Literal["queued", "running", "done", "failed"]
    attempts: int
    due_at: str
    """The next attempt; for a running job, the end of its lease."""
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


class KeptItem(TypedDict):
    client_id: str
    till_id: int
    type: Literal["sale", "refund", "shift_open", "move", "shift_close", "debt_payment"]
    state: Literal["booked", "review", "rejected"]
    document_id: int | None
    """The sale, refund, shift or payment that it became."""
    shift_id: int | None
    at: str
    """By the clock of the till."""
    received_at: str
    flags: list[SyncFlag]
    problem: ItemProblem | None
    """Why it is refused, or waits for a review."""
    body: dict[str, Any] | None
    """The item, while it is not booked."""
    actor_id: int
    """Who has sent it."""
    reviewed_by: int | None
    reviewed_at: str | None


class KeptItemPage(TypedDict):
    per_page: int
    has_next: bool
    next_cursor: str | None
    items: list[KeptItem]


class LearnerAttempts(TypedDict):
    """The attempts of a learner for the course's owner, with their allowance."""

    quiz: QuizLimits | None
    attempts: list[AttemptSummary]
    allowance: Allowance


class LearnerProgress(TypedDict):
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


class LedgerEntry(TypedDict):
    id: int
    created_at: str
    delta: int
    balance: int
    """What was in that stock after it."""
    reason: Literal[
        "opening", "sale", "cancel", "return", "adjustment", "received", "waste", "correction", "count", "transfer"
    ]
    """opening: the stock of a new product; sale: taken by an order; cancel: returned by one; return: came back by a refund; adjustment: a new stock by an edit or an import; transfer: between two stocks."""
    note: str | None
    actor_id: int
    actor_name: str
    transaction_id: int | None
    """The order that took or returned it."""


class LedgerPage(TypedDict):
    per_page: int
    has_next: bool
    next_cursor: str | None
    entries: list[LedgerEntry]


class Line(TypedDict):
    line: int
    """Its place in the sale, from 1."""
    product_id: int
    seller_id: int
    name: str
    note: str | None
    price: int
    """Of one piece, or of 1,000 grams or millimetres."""
    qty: int
    measure: Literal["piece", "gram", "millimetre"]
    """What `qty` counts."""
    discount: int
    """All that is taken off, with its shares in those of the order."""
    service: int
    """Its share in the service charge."""
    subtotal: int
    """What it costs: price times quantity, less `discount`, plus `service` and `added`."""
    tax: int
    """Tax included in the subtotal."""
    added: int
    """The part of the tax on top of the prices: all of it, or 0 if prices include it."""
    tax_code: Literal["ppn", "ppn_luxury", "pbjt", "exempt"] | None
    """ppn_luxury: at the rate of luxury goods; null: the seller charges no tax."""
    refunded_qty: int
    """What of it came back."""


class ListedProduct(TypedDict):
    image_url: str | None
    """URL of the first image, in the medium size."""
    images: list[ProductImage]
    variant_of: int | None
    """The id of the main product of its group."""
    options: list[ProductOption]
    version: int
    """Grows with each change; in quotes (`"42"`) it is a value for `If-Match`."""
    seller_id: int
    category_id: int | None
    brand_id: int | None
    sku: str | None
    barcodes: list[str]
    name: str
    description: str
    unit: str
    measure: Literal["piece", "gram", "millimetre"]
    price: int
    tax_kind: Literal["standard", "luxury", "exempt"]
    stock: int
    stocked: bool
    created_at: str
    updated_at: str


class ListedShift(TypedDict):
    id: int
    till_id: int
    till_name: str
    outlet_id: int
    outlet_name: str
    cash_step: int
    """What cash is rounded to at this outlet; 0: it is not."""
    opened_at: str
    opened_by_name: str
    opening: int
    closed_at: str | None
    closed_by_name: str | None
    expected: int | None
    """The cash that should be in the drawer: `opening`, cash payments and moves. Null until the cash is counted."""
    counted: int | None
    variance: int | None
    """`counted` less `expected`: below 0 cash is missing."""
    report_url: str | None
    """The path of its report: X while it is open, then Z. Null: cashiers count an open one blind."""


class LogoForm(TypedDict):
    logo: Upload
    """A JPEG, PNG, WebP or GIF of at most 10 MB."""


class MadeRefund(TypedDict):
    id: int
    amount: int
    tax: int
    """Tax included in the amount."""
    reason: str
    exchange_id: int | None
    """The sale of what the buyer took instead."""
    created_at: str
    items: list[RefundedItem]
    transaction_id: int
    left: int
    """What may still be given back."""


class MarkdownPreview(TypedDict):
    markdown: str


class Message(TypedDict):
    """A response of one message."""

    msg: str


class MonthlyCompletionRate(TypedDict):
    enrolled: int | None
    """Null if it would reveal 1 to 4 people whom you may not see."""
    completed: int | None
    """Null if it would reveal 1 to 4 people whom you may not see."""
    rate: float | None
    rate_low: float | None
    rate_high: float | None
    median_days: int | None
    month: str


class MoveItem(TypedDict):
    client_id: str
    """A UUID that names the item for good, a sale also online."""
    at: str
    """When it happened, by the clock of the till."""
    staff_id: NotRequired[int | None]
    """Who has done it: the owner, or a user among the staff. Omitted: who calls."""
    shift_client_id: NotRequired[str | None]
    """Its shift, by the item that has opened it."""
    shift_id: NotRequired[int | None]
    """Its shift, if that was opened with a network. Without both: the open one."""
    after: NotRequired[list[str]]
    """Items that must be known before it, such as the sale on credit that a customer pays back."""
    type: Literal["move"]
    body: NewMove


class Moved(TypedDict):
    product_id: int
    delta: int
    stock: int
    """What is in that stock after it."""


class MovedItems(TypedDict):
    items: list[Moved]
    """In the order of the call."""


class Movements(TypedDict):
    outlet_id: NotRequired[int | None]
    """An outlet with a stock of its own; without it, the shared stock."""
    items: list[NewMovement]


class NamedMove(TypedDict):
    id: int
    kind: Literal["in", "out"]
    amount: int
    reason: str
    created_at: str
    actor_name: str


@final
class NewApiKey(TypedDict):
    id: int
    user_id: int
    name: str
    prefix: str
    """The beginning of the key, which identifies it."""
    scopes: list[
        Literal[
            "analytics:read",
            "courses:read",
            "courses:write",
            "customers:read",
            "customers:write",
            "imports:read",
            "imports:write",
            "payments:write",
            "products:read",
            "products:write",
            "transactions:read",
            "transactions:write",
            "users:read",
            "webhooks:read",
            "webhooks:write",
        ]
    ]
    quota: int | None
    state: Literal["active", "overlapping", "rotated", "expired", "revoked"]
    """overlapping: rotated, and active until `overlap_ends_at`."""
    created_at: str
    expires_at: str
    last_used_at: str | None
    """Updated at most once a minute."""
    last_used_from: str | None
    rotated_to: int | None
    """The key that replaces it."""
    overlap_ends_at: str | None
    revoked_at: str | None
    reason: Literal["revoked", "leaked", "deactivated", "role_lost"] | None
    api_key: str
    """The key itself, shown only now."""


class NewBankAccount(TypedDict):
    bank: str
    number: str
    """5 to 20 digits."""
    holder: str


class NewDiscount(TypedDict):
    """Either a percentage or an amount."""

    percent: NotRequired[int]
    amount: NotRequired[int]
    """In rupiah. What exceeds the price counts for nothing."""


class NewMove(TypedDict):
    kind: Literal["in", "out"]
    """in: put into the drawer; out: taken out of it."""
    amount: int
    reason: str
    """Such as `ke bank` or `beli es`."""


class NewMovement(TypedDict):
    """A movement by `kind` and `delta`, or a count by `counted` and `expected_quantity`."""

    product_id: int
    kind: NotRequired[Literal["received", "waste", "correction"] | None]
    """received: it came; waste: it is lost or thrown away; correction: neither."""
    delta: NotRequired[int | None]
    """Above 0 if received, below 0 if waste."""
    counted: NotRequired[int | None]
    """What is there, without the goods of pending orders."""
    expected_quantity: NotRequired[int | None]
    """The stock that the count replaces. If it is another one by now: 409 `stock_changed`."""
    note: NotRequired[str | None]
    """Shown in the ledger."""


class NewOutlet(TypedDict):
    name: str
    zone: NotRequired[Literal["Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura"]]
    """WIB, WITA or WIT: the zone that the outlet's days and receipts are in."""
    address: NotRequired[str]
    phone: NotRequired[str]
    tax_number: NotRequired[str | None]
    footer: NotRequired[str]
    """The end of receipts. That goods or money are never given back must not stand there (UU 8/1999, article 18)."""
    cash_step: NotRequired[Literal[0, 100, 500, 1000]]
    """What cash is rounded to, because there are no smaller coins; 0: cash is not rounded."""
    own_stock: NotRequired[bool]
    """True: its tills sell from a stock of its own, which is empty at first. False: from the stock that is sold online, too. The default outlet has none of its own."""
    short_stock: NotRequired[Literal["review", "accept"]]
    """What becomes of a sale that one of its tills made without a network, and for which there is too little in stock: it waits for a review, or the stock goes below 0."""


class NewPaymentAccount(TypedDict):
    kind: Literal["qris", "transfer", "midtrans", "xendit", "doku", "duitku"]
    name: str
    """For the seller and their staff, such as `QRIS BCA`."""
    outlet_id: NotRequired[int | None]
    """The only outlet whose tills may use it. Null: all tills, and orders of the web."""
    qris: NotRequired[str | None]
    """For `kind` qris."""
    bank_account: NotRequired[NewBankAccount | None]
    """For `kind` transfer."""
    provider: NotRequired[NewProvider | None]
    """For the other kinds."""
    unique_amounts: NotRequired[bool | None]
    """Add a code of 1 to 999 rupiah to each amount, so that it names its order. Omitted: for transfers. Providers name their payments themselves, so they take none."""


class NewPaymentRequest(TypedDict):
    account_id: int
    amount: NotRequired[int | None]
    """A part of what is due, if others than the buyer ask. Omitted: all of it."""
    till_id: NotRequired[int | None]
    """The till where the caller works. Who has signed in there may omit it."""


class NewProvider(TypedDict):
    """The keys that the provider of the account has, and no others. No answer shows them."""

    environment: Literal["production", "sandbox", "local"]
    """local: no provider is called, and `flask play` pays; not in production."""
    channel: NotRequired[Literal["page", "qris"]]
    """What buyers get: a page of the provider, or a QRIS (midtrans, xendit)."""
    server_key: NotRequired[str | None]
    """midtrans"""
    secret_key: NotRequired[str | None]
    """xendit, doku"""
    callback_token: NotRequired[str | None]
    """xendit: the verification token of webhooks"""
    client_id: NotRequired[str | None]
    """doku"""
    merchant_code: NotRequired[str | None]
    """duitku"""
    api_key: NotRequired[str | None]
    """duitku"""


class NewReceiptLink(TypedDict):
    phone: NotRequired[str | None]
    """Whom WhatsApp opens a chat with, as 0812… or +62 812…. Omitted: the sender chooses."""
    language: NotRequired[Literal["id", "en"]]
    """The language of the message."""


class NewReceiptPrint(TypedDict):
    format: NotRequired[Literal["html", "pdf", "escpos"]]
    """html, pdf, or escpos: bytes for a thermal printer."""
    width: NotRequired[Literal["58", "80", "a4"] | None]
    """The paper: rolls of 58 or 80 mm, or A4. Omitted: 80 for `escpos`, a4 otherwise."""
    language: NotRequired[Literal["id", "en"]]
    """Receipts are for buyers: Indonesian unless asked otherwise."""


class NewRefund(TypedDict):
    items: NotRequired[list[ItemOfRefund]]
    """What comes back. Omitted: `amount` alone."""
    amount: NotRequired[int | None]
    """Instead of items: money for which the buyer keeps everything. It is spread over the lines by what is left of each."""
    method: Literal["cash", "transfer", "qris", "card", "ewallet"]
    """How the money is given back."""
    reason: str
    """The buyer sees it."""
    reference: NotRequired[str | None]
    """Names the money at the bank."""
    exchange_id: NotRequired[int | None]
    """The paid sale, by the same seller, of what the buyer took instead. One refund may name it."""
    till_id: NotRequired[int | None]
    """The till that gives the money, in its open shift. Who has signed in there may omit it."""


class NewSale(TypedDict):
    items: list[Line]
    courses: list[CourseReference]
    """Courses that the buyer is enrolled in by this sale."""
    gross: int
    """Prices times quantities."""
    discount: int
    """All that is taken off, with the voucher."""
    service: int
    """Service charge included in the total."""
    tax: int
    """Taxes included in the total."""
    voucher: UsedVoucher | None
    """Null for the seller of other goods than its owner's."""
    total: int
    id: int
    receipt_number: str | None
    """Null until it is paid."""
    buyer_id: int | None
    """Null: a walk-in customer."""
    cashier_id: int | None
    """Who sold it at the counter; null for an order of the web."""
    client_id: str | None
    """What names it at the till."""
    customer_id: int | None
    """Who bought it at the counter, if the seller knows them."""
    outlet_id: int | None
    till_id: int | None
    """Where it was sold; null: at no till, or not yet."""
    shift_id: int | None
    status: Literal["pending", "paid", "cancelled", "expired"]
    """pending: it waits for a payment, and its goods are kept until `expires_at`."""
    paid: int | None
    """What `payments` without those of refunds sum up to: 0 for a sale without one, which `UNPAID=accept` allows; null for the seller of a part."""
    due: int | None
    """What is left to pay; null for the seller of a part."""
    payments: list[Payment]
    """Oldest first; empty for the seller of a part."""
    refunded: int
    """What `refunds` sum up to."""
    refunds: list[Refund]
    """Oldest first; to the seller of a part, their part."""
    created_at: str
    sold_at: str | None
    """When it was paid."""
    expires_at: str | None
    """Until when the goods of an order without payments are kept."""
    receipt_email: Literal["sent", "waits_for_verification"] | None
    """sent: the receipt, and the e-mail about courses, are on their way to the buyer; waits_for_verification: they wait up to 7 days for the buyer's address to be verified; null: the buyer has no address, or the order is not paid yet."""


class NewShift(TypedDict):
    till_id: int
    opening: int
    """The cash in the drawer, for change."""


class NewStaff(TypedDict):
    username: str
    """The username or e-mail address of an account."""
    duty: Literal["cashier", "manager"]
    """cashier: sells, opens and closes shifts; manager: sees the cash of an open shift, too."""
    pin: str
    """Four to eight digits, which neither repeat nor count on. They open the owner's tills alone."""


class NewTaxProfile(TypedDict):
    regime: Literal["none", "ppn", "pbjt"]
    """none: no tax; ppn: value-added tax; pbjt: the regional tax on food and drink that is served."""
    valid_from: NotRequired[str | None]
    """The first day, in Jakarta. Omitted: today."""
    rate_bp: NotRequired[int | None]
    inclusive: NotRequired[bool]
    """False: prices are without the tax, which is added."""
    service_bp: NotRequired[int]
    """A service charge in hundredths of a percent, added to what is paid for the goods and taxed with them."""


class NewTill(TypedDict):
    name: str
    series: str
    """The beginning of its receipt numbers, such as `A` in `A-000042`; no other till of the seller has it, and it can't be changed."""


class NewTransfer(TypedDict):
    """What goes from one stock to another. One of both outlets may be missing, but not both."""

    from_outlet_id: NotRequired[int | None]
    """The outlet that gives; without it, the shared stock."""
    to_outlet_id: NotRequired[int | None]
    """The outlet that gets it; without it, the shared stock."""
    items: list[TransferItem]
    note: NotRequired[str | None]
    """Shown in the ledger."""


class NewVoucher(TypedDict):
    code: str
    """3 to 32 letters, digits and hyphens, in upper or lower case."""
    kind: Literal["percent", "amount"]
    value: int
    """percent: 1 to 100; amount: rupiah."""
    minimum: NotRequired[int]
    """What the seller's goods must cost, after other discounts."""
    most: NotRequired[int | None]
    """The most that a percentage takes off."""
    starts_at: NotRequired[str | None]
    """The first moment of its use. Null: at once."""
    ends_at: NotRequired[str | None]
    """The moment from which on it is refused. Null: never."""
    limit_total: NotRequired[int | None]
    """How often it may be used. Null: as often as one likes."""
    limit_each: NotRequired[int | None]
    """How often each buyer may use it: an account, or at the counter a customer (`customer_id`). A walk-in customer can't use it then."""
    active: NotRequired[bool]


class NewWebhook(TypedDict):
    url: str
    """`https`, and no address of a private network."""
    description: NotRequired[str]
    types: NotRequired[
        list[
            Literal[
                "order.placed",
                "order.part_paid",
                "order.paid",
                "order.cancelled",
                "order.expired",
                "refund.created",
                "product.created",
                "product.updated",
                "product.deleted",
                "import.completed",
                "customer.created",
                "customer.updated",
                "customer.deleted",
                "customer.repaid",
                "shift.opened",
                "shift.closed",
                "course.enrolled",
                "course.completed",
            ]
        ]
    ]
    """Empty: all, and those that are added later."""
    active: NotRequired[bool]
    """False pauses it; true has it go on where it stopped."""


class Notice(TypedDict):
    code: str
    line: int | None
    """Line of the file, counted from 1."""
    column: str | None
    sample: str | None
    msg: str


class Option(TypedDict):
    """One option of a choice. A missing id is assigned."""

    id: NotRequired[int | None]
    text: str
    correct: NotRequired[bool]


class OrderCancellation(TypedDict):
    till_id: NotRequired[int | None]
    """The till whose open shift gives back what was paid. Who has signed in there may omit it."""


class OrderPayment(TypedDict):
    method: Literal["cash", "transfer", "qris", "card", "ewallet"]
    """qris, card, ewallet: the cashier has seen that it arrived."""
    amount: NotRequired[int | None]
    """A part of what is due. Omitted: all of it."""
    tendered: NotRequired[int | None]
    """The cash handed over, at least the amount as it is rounded; the answer has the `change`."""
    reference: NotRequired[str | None]
    """Names the money at the bank."""
    till_id: NotRequired[int | None]
    """The till that takes the money, in its open shift. Who has signed in there may omit it."""


class OtherArrival(TypedDict):
    amount: int
    reference: str
    """Names the money at the bank."""
    received_at: str


class Outlet(TypedDict):
    id: int
    name: str
    zone: Literal["Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura"]
    """WIB, WITA or WIT: the zone that the outlet's days and receipts are in."""
    address: str
    phone: str
    tax_number: str | None
    footer: str
    cash_step: int
    own_stock: bool
    """True: its tills sell from a stock of its own, which is empty at first. False: from the stock that is sold online, too. The default outlet has none of its own."""
    short_stock: Literal["review", "accept"]
    """What becomes of a sale that one of its tills made without a network, and for which there is too little in stock: it waits for a review, or the stock goes below 0."""
    is_default: bool
    """True for one of the seller's outlets: that of web orders."""
    archived: bool
    created_at: str


class OutletHasStockItems(TypedDict):
    product_id: int
    product_name: str
    available: int


class OutletList(TypedDict):
    outlets: list[Outlet]
    """The default one first."""


class OutletStock(TypedDict):
    outlet_id: int
    stock: int


class OutletUpdate(TypedDict):
    name: NotRequired[str]
    zone: NotRequired[Literal["Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura"]]
    """WIB, WITA or WIT: the zone that the outlet's days and receipts are in."""
    address: NotRequired[str]
    phone: NotRequired[str]
    tax_number: NotRequired[str | None]
    footer: NotRequired[str]
    """The end of receipts. That goods or money are never given back must not stand there (UU 8/1999, article 18)."""
    cash_step: NotRequired[Literal[0, 100, 500, 1000]]
    """What cash is rounded to, because there are no smaller coins; 0: cash is not rounded."""
    own_stock: NotRequired[bool]
    """True: its tills sell from a stock of its own, which is empty at first. False: from the stock that is sold online, too. The default outlet has none of its own."""
    short_stock: NotRequired[Literal["review", "accept"]]
    """What becomes of a sale that one of its tills made without a network, and for which there is too little in stock: it waits for a review, or the stock goes below 0."""
    is_default: NotRequired[Literal[True]]
    """Make it the default one instead of another."""
    archived: NotRequired[bool]
    """True closes the outlet and its tills."""


class Outlier(TypedDict):
    date: str
    value: float
    expected: float
    score: float
    """Distance from the expected value in robust standard deviations; at least 4."""


class OutlineContent(TypedDict):
    id: int
    kind: Literal["text", "video", "file", "quiz"]
    title: str
    required: bool
    move_on: Literal["Passed", "Completed", "CompletedAndPassed", "CompletedOrPassed", "NotApplicable"]
    mastery_score: int | None
    minutes: int | None
    rule: str
    """The rule that completes it, by Accept-Language."""
    prerequisites: list[int]
    """The contents to satisfy first."""


class OutlineSection(TypedDict):
    title: str
    contents: list[OutlineContent]


class OutlineUpdate(TypedDict):
    sections: list[SectionOrder]
    """Each section of the draft once, in order, with each content in one of them. Get the draft for their ids."""


class OwnProfile(TypedDict):
    id: int
    name: str
    email: str | None
    email_verified: bool
    username: str | None
    role: Literal["buyer", "seller", "developer", "admin"] | None
    roles: list[Literal["buyer", "seller", "developer", "admin"]]
    avatar_url: str | None
    """URL of the avatar, in the medium size."""
    active: bool
    created_at: str
    updated_at: str
    language: Literal["id", "en"] | None
    """The language of all e-mails to the caller; null until the caller chooses one."""
    pending_email: str | None
    """The new address, until it is confirmed by the link in the e-mail."""


class PaidSale(TypedDict):
    transaction_id: int
    amount: int
    left: int
    """What is left to pay for it."""


class PasswordChange(TypedDict):
    current_password: str
    new_password: str
    """Common ones, and those that are little more than a name, are refused in production."""


class PasswordReset(TypedDict):
    token: str
    """The value of `token=` in the link."""
    password: str
    """Common ones, and those that are little more than a name, are refused in production."""
    revoke_api_keys: NotRequired[bool]
    """Also revoke all API keys of the account, and pause its webhooks."""


class PasswordResetRequest(TypedDict):
    email: str


class PasswordResetResult(TypedDict):
    msg: str
    api_keys_revoked: int
    webhooks_paused: int
    second_factor_removed: bool


class Payment(TypedDict):
    id: int
    refund_id: int | None
    """The refund that it gives back."""
    method: Literal["cash", "transfer", "qris", "card", "ewallet", "credit"]
    """credit: the customer owes it to the seller."""
    amount: int
    """Below 0: given back."""
    tendered: int | None
    """The cash handed over."""
    adjustment: int
    """What rounding to coins added to the cash, or the code to a transfer, beside the amount; the total stays as it is."""
    change: int
    reference: str
    created_at: str


class PaymentAccount(TypedDict):
    id: int
    outlet_id: int | None
    kind: Literal["qris", "transfer", "midtrans", "xendit", "doku", "duitku"]
    name: str
    qris: Qris | None
    """The static code of the shop."""
    bank_account: BankAccount | None
    provider: ProviderOfAccount | None
    """Of the kinds that are providers."""
    unique_amounts: bool
    active: bool
    created_at: str


class PaymentAccountList(TypedDict):
    payment_accounts: list[PaymentAccount]
    """Oldest first."""


class PaymentAccountUpdate(TypedDict):
    name: NotRequired[str]
    """For the seller and their staff, such as `QRIS BCA`."""
    outlet_id: NotRequired[int | None]
    """The only outlet whose tills may use it. Null: all tills, and orders of the web."""
    qris: NotRequired[str]
    """The text of the printed QR code of the shop, as a QR reader shows it. It begins with `000201`."""
    bank_account: NotRequired[NewBankAccount]
    provider: NotRequired[NewProvider]
    unique_amounts: NotRequired[bool]
    active: NotRequired[bool]
    """False: nobody is asked to pay on it any more."""


PaymentBooks = TypedDict(
    "PaymentBooks",
    {
        "as_of": "str",
        "zone": "Literal['Asia/Jakarta', 'Asia/Makassar', 'Asia/Jayapura']",
        "from": "str",
        "to": "str",
        "outlet_id": "int | None",
        "by": "Literal['method', 'day', 'hour', 'cashier', 'outlet']",
        "totals": "PaymentSums",
        "groups": "list[PaymentGroup]",
    },
)


class PaymentGroup(TypedDict):
    key: str | None
    """A day, an hour from 0 to 23, an id, or a method. Null: none, such as no cashier."""
    name: str | None
    """Today's name of the product, category, cashier or outlet."""
    payments: int
    received: int
    """For sales."""
    repaid: int
    """By customers who had bought on credit."""
    given_back: int
    """Whole rupiah."""
    adjustment: int
    """What rounding to coins added to cash, and codes to transfers."""
    total: int
    """`received` and `repaid`, less `given_back`, with `adjustment`."""
    change: int
    """What was returned of the cash that was handed over."""
    moved: int
    """Cash put into drawers, less what was taken out. It is not in `total`."""


class PaymentRequest(TypedDict):
    id: int
    transaction_id: int
    account_id: int
    kind: Literal["qris", "transfer", "midtrans", "xendit", "doku", "duitku"]
    name: str
    """That of the account."""
    state: Literal["pending", "paid", "cancelled", "expired", "failed", "review"]
    """pending: the buyer may pay; cancelled, expired: with its order, or what is left of it was paid otherwise; failed: rejected by a person or by the provider; review: money arrived that the order can't take, or a provider took it back."""
    amount: int
    """What it pays of the order."""
    code: int
    """What is added so that the sum names the order; 0: nothing."""
    payable: int
    """What the buyer pays: `amount` and `code`."""
    qris: Qris | None
    """A code with the amount. Its image: `GET /api/payment-requests/{id}/qr`."""
    bank_account: BankAccount | None
    payment_url: str | None
    """The page of the provider on which the buyer pays. Null until the provider has answered, about a second after the request, and for other ways to pay; `qris` likewise."""
    provider_ref: str | None
    """Its order id at the provider."""
    expires_at: str | None
    """Null: as long as the order waits."""
    payment_id: int | None
    """The payment of the order that it became."""
    received: int | None
    """What arrived."""
    reference: str
    provider_events: list[ProviderEvent]
    """Each payment that the provider told of, also what failed or went back. Oldest first."""
    other_arrivals: list[OtherArrival]
    """What `match` was told of besides `reference` while it was in review. Oldest first."""
    review_reason: (
        Literal[
            "wrong_amount",
            "exceeds_due",
            "order_already_paid",
            "order_was_cancelled",
            "insufficient_stock",
            "voucher_refused",
            "course_closed",
            "course_already_owned",
            "payment_reversed",
            "payment_denied",
            "paid_twice",
            "unverified",
            "amount_reused",
        ]
        | None
    )
    """Why a person must decide; the codes of problems, wrong_amount and exceeds_due. Of a provider: payment_reversed (refunded, or a chargeback), payment_denied (after it was paid), paid_twice (by another payment, or a person confirmed it under another reference), unverified (it could not be asked for a day). amount_reused: another request had this amount until it ended within a day, and the money may be for it."""
    reason: str
    """Why a person rejected it, or the provider does not collect it."""
    created_at: str
    settled_at: str | None
    """When it left `pending`."""


class PaymentSum(TypedDict):
    purpose: Literal["sale", "refund", "debt"]
    """debt: what customers owed."""
    method: str
    count: int
    amount: int
    adjustment: int
    """What rounding to coins added to cash, and codes to transfers."""


class PaymentSums(TypedDict):
    payments: int
    received: int
    """For sales."""
    repaid: int
    """By customers who had bought on credit."""
    given_back: int
    """Whole rupiah."""
    adjustment: int
    """What rounding to coins added to cash, and codes to transfers."""
    total: int
    """`received` and `repaid`, less `given_back`, with `adjustment`."""
    change: int
    """What was returned of the cash that was handed over."""
    moved: int
    """Cash put into drawers, less what was taken out. It is not in `total`."""


class PeriodSales(TypedDict):
    transactions: int
    units: int
    revenue: int
    """Whole rupiah."""
    date: str
    days: int


class PlatformDay(TypedDict):
    date: str
    active_users: int
    """Users who did anything, such as look at a product while signed in."""
    sign_ups: int
    sales: int
    revenue: int
    """Of these sales, less what was given back on the day."""
    enrolments: int
    completions: int


class PlatformOverview(TypedDict):
    """What happened on each day, and what waits or has failed now."""

    days: list[PlatformDay]
    active_accounts: int
    """Accounts that may sign in."""
    sellers: int
    developers: int
    admins: int
    role_requests: int
    """Requests that wait for a decision."""
    jobs_queued: int
    jobs_failed: int
    emails_unsent: int
    """E-mails that wait or were given up."""


class PrerequisitesMissingMissing(TypedDict):
    course_id: int
    title: str


PreviousPeriod = TypedDict(
    "PreviousPeriod",
    {
        "transactions": "int",
        "units": "int",
        "revenue": "int",
        "average_basket": "int | None",
        "from": "str",
        "to": "str",
        "growth": "GrowthByFigure",
        "margin": "int | None",
    },
)


class Product(TypedDict):
    image_url: str | None
    """URL of the first image, in the medium size."""
    images: list[ProductImage]
    variant_of: int | None
    """The id of the main product of its group."""
    options: list[ProductOption]
    id: int
    version: int
    """Grows with each change; in quotes (`"42"`) it is a value for `If-Match`."""
    seller_id: int
    category_id: int | None
    brand_id: int | None
    sku: str | None
    barcodes: list[str]
    name: str
    description: str
    unit: str
    measure: Literal["piece", "gram", "millimetre"]
    price: int
    cost: int | None
    """Null except for the seller and admins."""
    tax_kind: Literal["standard", "luxury", "exempt"]
    stock: int
    stocked: bool
    """False: it sells a course, which has unlimited stock."""
    active: bool
    created_at: str
    updated_at: str


class ProductCreate(TypedDict):
    name: str
    price: int
    stock: NotRequired[int]
    description: NotRequired[str]
    sku: NotRequired[str | None]
    barcodes: NotRequired[list[str]]
    unit: NotRequired[str]
    """The unit of sale: pcs, kg, box."""
    measure: NotRequired[Literal["piece", "gram", "millimetre"]]
    """What `stock` and the `qty` of a sale count. Goods by gram and millimetre have the price and cost of 1,000, a kilogram or a metre. It stays once the product has been ordered."""
    cost: NotRequired[int | None]
    tax_kind: NotRequired[Literal["standard", "luxury", "exempt"]]
    """luxury: taxed at the full rate; exempt: never taxed, such as rice, eggs, milk, fresh vegetables."""
    category_id: NotRequired[int | None]
    brand_id: NotRequired[int | None]
    active: NotRequired[bool]
    """False: visible to the seller and admins only, and not for sale."""
    variant_of: NotRequired[int | None]
    options: NotRequired[list[ProductOptionInput]]
    """What sets it apart from the others of its group, such as Ukuran: M. All of a group have the same names, in the order of the main product."""


class ProductDetail(TypedDict):
    image_url: str | None
    """URL of the first image, in the medium size."""
    images: list[ProductImage]
    variant_of: int | None
    """The id of the main product of its group."""
    options: list[ProductOption]
    id: int
    version: int
    """Grows with each change; in quotes (`"42"`) it is a value for `If-Match`."""
    seller_id: int
    category_id: int | None
    brand_id: int | None
    sku: str | None
    barcodes: list[str]
    name: str
    description: str
    unit: str
    measure: Literal["piece", "gram", "millimetre"]
    price: int
    cost: int | None
    """Null except for the seller and admins."""
    tax_kind: Literal["standard", "luxury", "exempt"]
    stock: int
    stocked: bool
    """False: it sells a course, which has unlimited stock."""
    active: bool
    created_at: str
    updated_at: str
    variants: list[Variant]
    """All products of its group, the main one first. Only their seller sees those not for sale."""


class ProductForecast(TypedDict):
    product_id: int
    sku: str | None
    name: str
    unit: str
    measure: Literal["piece", "gram", "millimetre"]
    """What `stock`, `quantity` and `expected_units` count."""
    stock: int
    urgency: Literal["out", "now", "soon", "enough", "none"] | None
    """Null if there is no forecast."""
    advice: str
    """Advice in words, in the language of Accept-Language."""
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
    """Forecast for the whole horizon."""
    forecast: list[DemandPoint] | None
    """Daily forecast; null without detail=daily."""
    forecast_reason: str | None
    seasons: list[int]


class ProductImage(TypedDict):
    id: int
    url: str
    """The medium size."""
    urls: ImageUrls
    width: int
    """In pixels, of the large size."""
    height: int
    position: int
    """Its position in the list, from 1."""


class ProductList(TypedDict):
    per_page: int
    has_next: bool
    next_cursor: str | None
    total_items: int
    total_pages: int
    current_page: int | None
    """Null if the list is read by cursor."""
    has_prev: bool
    products: list[ProductOfList]
    total_is_exact: bool
    """False: `total_items` is a lower bound."""


class ProductOfList(TypedDict):
    image_url: str | None
    """URL of the first image, in the medium size."""
    images: list[ProductImage]
    variant_of: int | None
    """The id of the main product of its group."""
    options: list[ProductOption]
    id: int
    version: int
    """Grows with each change; in quotes (`"42"`) it is a value for `If-Match`."""
    seller_id: int
    category_id: int | None
    brand_id: int | None
    sku: str | None
    barcodes: list[str]
    name: str
    description: str
    unit: str
    measure: Literal["piece", "gram", "millimetre"]
    price: int
    cost: int | None
    """Null except for the seller and admins."""
    tax_kind: Literal["standard", "luxury", "exempt"]
    stock: int
    stocked: bool
    """False: it sells a course, which has unlimited stock."""
    active: bool
    created_at: str
    updated_at: str
    group: Group | None
    """Of a main product with `variants=grouped`; null for all others."""


class ProductOption(TypedDict):
    name: str
    value: str


class ProductOptionInput(TypedDict):
    name: str
    value: str


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
        "growth": "FigureGrowth",
    },
)


class ProductUpdate(TypedDict):
    name: NotRequired[str]
    price: NotRequired[int]
    stock: NotRequired[int]
    """A count; the difference is recorded as an adjustment. `POST /api/stock/movements` is relative."""
    description: NotRequired[str]
    sku: NotRequired[str | None]
    barcodes: NotRequired[list[str]]
    unit: NotRequired[str]
    """The unit of sale: pcs, kg, box."""
    measure: NotRequired[Literal["piece", "gram", "millimetre"]]
    """What `stock` and the `qty` of a sale count. Goods by gram and millimetre have the price and cost of 1,000, a kilogram or a metre. It stays once the product has been ordered."""
    cost: NotRequired[int | None]
    tax_kind: NotRequired[Literal["standard", "luxury", "exempt"]]
    """luxury: taxed at the full rate; exempt: never taxed, such as rice, eggs, milk, fresh vegetables."""
    category_id: NotRequired[int | None]
    brand_id: NotRequired[int | None]
    active: NotRequired[bool]
    """False: visible to the seller and admins only, and not for sale."""
    variant_of: NotRequired[int | None]
    options: NotRequired[list[ProductOptionInput]]
    """What sets it apart from the others of its group, such as Ukuran: M. All of a group have the same names, in the order of the main product."""


class Profile(TypedDict):
    id: int
    name: str
    email: str | None
    email_verified: bool
    username: str | None
    role: Literal["buyer", "seller", "developer", "admin"] | None
    roles: list[Literal["buyer", "seller", "developer", "admin"]]
    avatar_url: str | None
    """URL of the avatar, in the medium size."""
    active: bool
    created_at: str
    updated_at: str


class ProfileUpdate(TypedDict):
    name: NotRequired[str]
    username: NotRequired[str]
    language: NotRequired[Literal["id", "en"]]
    """The language of all e-mails to the caller."""
    email: NotRequired[str]
    """Takes effect once it is confirmed by the link in an e-mail; requires `current_password`."""
    current_password: NotRequired[str]


class ProgressEvent(TypedDict):
    """A recorded event of one content."""

    completed: NotRequired[bool]
    """The content is completed. false changes nothing. Ignored for a quiz."""
    percent: NotRequired[int | None]
    """The percentage; the greatest value counts, and 100 completes the content. Ignored for a quiz."""
    position: NotRequired[float | None]
    """Where to resume, such as seconds of a video; the one with the latest `recorded_at` counts."""
    seconds: NotRequired[int | None]
    """Time spent in this visit so far, also offline; the greatest value counts, and visits add up. All of them count for at most the time since the enrolment."""
    visit: NotRequired[str]
    """The device's own name for this visit of the content, so that the time of two devices adds up."""
    recorded_at: NotRequired[str | None]
    """The device's time (RFC 3339); omitted or in the future it is now."""
    content_id: int


class ProgressFigures(TypedDict):
    course_id: int
    title: str
    hidden: bool
    """The course has too few learners to show its figures."""
    learners: int | None
    """Null if it would reveal 1 to 4 people whom you may not see."""
    not_started: int | None
    """Null if it would reveal 1 to 4 people whom you may not see."""
    in_progress: int | None
    """Null if it would reveal 1 to 4 people whom you may not see."""
    completed: int | None
    """Null if it would reveal 1 to 4 people whom you may not see."""
    left: int | None
    """Null if it would reveal 1 to 4 people whom you may not see."""
    mean_percent: float | None
    median_percent: int | None
    buckets: dict[str, Any]


class ProgressUpdate(TypedDict):
    """One content, several as `items`, or the whole course with `completed` alone."""

    completed: NotRequired[bool]
    """The content is completed. false changes nothing. Ignored for a quiz."""
    percent: NotRequired[int | None]
    """The percentage; the greatest value counts, and 100 completes the content. Ignored for a quiz."""
    position: NotRequired[float | None]
    """Where to resume, such as seconds of a video; the one with the latest `recorded_at` counts."""
    seconds: NotRequired[int | None]
    """Time spent in this visit so far, also offline; the greatest value counts, and visits add up. All of them count for at most the time since the enrolment."""
    visit: NotRequired[str]
    """The device's own name for this visit of the content, so that the time of two devices adds up."""
    recorded_at: NotRequired[str | None]
    """The device's time (RFC 3339); omitted or in the future it is now."""
    content_id: NotRequired[int | None]
    """Omit it with `completed: true` to complete all contents but quizzes."""
    items: NotRequired[list[ProgressEvent] | None]
    """Events recorded offline; all of them are stored or none."""


class ProviderEvent(TypedDict):
    state: Literal["paid", "failed", "reversed"]
    """reversed: refunded there, or a chargeback."""
    amount: int | None
    """Null: no whole number of rupiah."""
    reference: str
    """The provider's name of the payment."""
    received_at: str
    """When the first notice about it arrived."""


class ProviderOfAccount(TypedDict):
    environment: Literal["production", "sandbox", "local"]
    channel: Literal["page", "qris"]
    notice_url: str | None
    """Where the provider sends its notices. Null for others than the owner."""


class PublicKey(TypedDict):
    """The public half of a key as a JWK (RFC 7517)."""

    kty: str
    alg: str
    use: str
    kid: str
    """The URL of this key."""
    n: str
    e: str


class PublicKeySet(TypedDict):
    keys: list[PublicKey]


class PublishResult(TypedDict):
    version: int
    """The number of the version that learners work on."""
    closed_because: Literal["deleted", "unpublished", "unlisted", "product_not_sold"] | None
    """Why the course is closed to new learners, or null; `product_not_sold`: its product is inactive or deleted."""


class PublishedContent(TypedDict):
    id: int
    version: int
    kind: Literal["text", "video", "file", "quiz"]
    title: str
    body: str
    """The Markdown of a text, the URL of a video, the description of a file."""
    html: str
    """The rendered Markdown, sanitized."""
    file: File | None
    quiz: QuizLimits | None
    """The limits of a quiz."""


class Qris(TypedDict):
    payload: str
    """The text of the QR code."""
    merchant: str
    """Whom the buyer's app shows."""
    city: str
    nmid: str | None
    """The merchant's number in the national register."""


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
    """One question: `options` of a single or multiple choice, `accepted` answers of a short answer.

    A single choice has one correct option; a draft may leave it open."""

    id: NotRequired[int | None]
    kind: Literal["single", "multiple", "short"]
    text: str
    points: NotRequired[int]
    options: NotRequired[list[Option]]
    accepted: NotRequired[list[str]]
    explanation: NotRequired[str]


class Quiz(TypedDict):
    """A quiz. Publishing its course checks if it can be passed."""

    questions: NotRequired[list[Question]]
    draw: NotRequired[int | None]
    """The number of questions in an attempt; null: all."""
    shuffle: NotRequired[bool]
    attempts: NotRequired[int | None]
    """The number of attempts; null: unlimited."""
    minutes: NotRequired[int | None]
    """The time of an attempt; null: unlimited."""
    show_answers: NotRequired[bool]
    """Show the correct answers after an attempt that passes, or after the last one."""


class QuizLimits(TypedDict):
    """The limits of a quiz; null means unlimited."""

    questions: int
    """The number of questions in an attempt."""
    minutes: int | None
    """The time of an attempt from its start."""
    attempts: int | None
    attempts_left: int | None
    mastery_score: int | None
    """The passing score in percent."""


class Quote(TypedDict):
    items: list[Line]
    courses: list[CourseReference]
    """Courses that the buyer is enrolled in by this sale."""
    gross: int
    """Prices times quantities."""
    discount: int
    """All that is taken off, with the voucher."""
    service: int
    """Service charge included in the total."""
    tax: int
    """Taxes included in the total."""
    voucher: UsedVoucher | None
    """Null for the seller of other goods than its owner's."""
    total: int


class Reason(TypedDict):
    """Why somebody loses what they had."""

    reason: str
    """Sent by e-mail to the person concerned."""


class Reauthentication(TypedDict):
    """The password, if the last sign-in is not recent."""

    current_password: NotRequired[str | None]
    """Required if the last sign-in or reauthentication is more than 10 minutes ago (403 `reauthentication_required`)."""


class ReceiptGap(TypedDict):
    first: int
    last: int
    first_receipt: str
    last_receipt: str


class ReceiptGaps(TypedDict):
    till_id: int
    gaps: list[ReceiptGap]
    """At most 100, lowest first."""
    more: bool
    """There are more."""


class ReceiptLink(TypedDict):
    url: str
    """The page of the receipt, which needs no login."""
    whatsapp_url: str
    """Opens WhatsApp with a message that has the link."""
    expires_at: str


class ReceiptPrint(TypedDict):
    number: int
    """1: the original; all others say that they are copies."""
    is_copy: bool
    media_type: str
    content: str
    """The receipt in base64."""


class RecoveryCodes(TypedDict):
    recovery_codes: list[str]
    """Each replaces a TOTP code once. They are shown only now."""


class Refund(TypedDict):
    id: int
    amount: int
    tax: int
    """Tax included in the amount."""
    reason: str
    exchange_id: int | None
    """The sale of what the buyer took instead."""
    created_at: str
    items: list[RefundedItem]


class RefundExceedsPaidItems(TypedDict):
    line: int
    product_name: str
    qty: int
    amount: int


class RefundItem(TypedDict):
    client_id: str
    """A UUID that names the item for good, a sale also online."""
    at: str
    """When it happened, by the clock of the till."""
    staff_id: NotRequired[int | None]
    """Who has done it: the owner, or a user among the staff. Omitted: who calls."""
    shift_client_id: NotRequired[str | None]
    """Its shift, by the item that has opened it."""
    shift_id: NotRequired[int | None]
    """Its shift, if that was opened with a network. Without both: the open one."""
    after: NotRequired[list[str]]
    """Items that must be known before it, such as the sale on credit that a customer pays back."""
    type: Literal["refund"]
    sale_client_id: NotRequired[str | None]
    """The sale, by its client id."""
    transaction_id: NotRequired[int | None]
    """The sale, by its id."""
    exchange_client_id: NotRequired[str | None]
    """The sale of what the buyer took instead, by its client id."""
    body: NewRefund


class RefundQuote(TypedDict):
    amount: int
    tax: int
    """Tax included in the amount."""
    debt: int
    """The part of the amount by which the customer owes less for the sale."""
    money: RefundedMoney | None
    """The rest of the amount, which is given back; null: there is none."""
    items: list[RefundedItem]
    left: int
    """What may still be given back after it."""


class RefundedItem(TypedDict):
    line: int
    product_id: int
    name: str
    measure: Literal["piece", "gram", "millimetre"]
    qty: int
    """0: money alone."""
    amount: int
    tax: int
    restocked: bool


class RefundedMoney(TypedDict):
    method: Literal["cash", "transfer", "qris", "card", "ewallet"]
    amount: int
    adjustment: int
    """What rounding to coins adds to the cash, beside the amount."""


class Rejection(TypedDict):
    reason: NotRequired[str | None]
    """The buyer sees it."""
    till_id: NotRequired[int | None]
    """The till where the caller works. Who has signed in there may omit it."""


class RenderedMarkdown(TypedDict):
    html: str
    """The rendered Markdown, sanitized."""


class Repayment(TypedDict):
    id: int
    method: Literal["cash", "transfer", "qris", "card", "ewallet"]
    amount: int
    tendered: int | None
    adjustment: int
    """What rounding to coins added to the cash, beside the amount."""
    change: int
    reference: str
    created_at: str
    balance: int
    """What the customer still owes."""
    sales: list[PaidSale]
    """What it pays, oldest first."""


class ReportTotals(TypedDict):
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
    """Outside of 0 to 1 only where more was given back than sold in the span."""


class RequestPage(TypedDict):
    per_page: int
    has_next: bool
    next_cursor: str | None
    payment_requests: list[PaymentRequest]
    """Newest first."""
    unmatched_notices: list[UnmatchedNotice]
    """Notices of providers on these accounts that name no request or can't be read, of the last 180 days, at most 100, newest first. On the first page of those in `review`."""


class RequestsOfOrder(TypedDict):
    payment_requests: list[PaymentRequest]
    """Oldest first."""
    payment_accounts: list[PaymentAccount]
    """On which the order can be paid; empty unless it waits for money."""


class ResumePoint(TypedDict):
    content_id: int
    position: float | None


class RevocationList(TypedDict):
    """A 1EdTechRevocationList."""

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
    """Null while pending, or if granted automatically."""
    decision: str
    """The note of the admin who decided."""
    decided_at: str | None
    created_at: str


class RoleRequestCreate(TypedDict):
    role: Literal["seller", "developer"]
    note: NotRequired[str]
    """The reason, shown to admins."""


class RoleRequestDecision(TypedDict):
    state: Literal["granted", "denied"]
    note: NotRequired[str]
    """The reason, sent to the user."""


class RoleRequestPage(TypedDict):
    per_page: int
    has_next: bool
    next_cursor: str | None
    total_items: int
    total_pages: int
    current_page: int | None
    """Null if the list is read by cursor."""
    has_prev: bool
    role_requests: list[RoleRequest]


class RowFault(TypedDict):
    field: str
    code: str
    column: str
    """The title of the column in the file."""
    msg: str


class RuleVerdict(TypedDict):
    rule: Literal["known", "active", "started", "not_ended", "minimum", "uses_left", "uses_of_buyer"]
    ok: bool
    msg: str | None
    """Why not, in the language of Accept-Language."""
    minimum: NotRequired[int | None]
    reached: NotRequired[int | None]
    """What the seller's goods cost."""
    starts_at: NotRequired[str | None]
    ends_at: NotRequired[str | None]
    limit: NotRequired[int | None]
    used: NotRequired[int | None]
    """The buyer's uses so far. Null of uses_of_buyer: a walk-in customer."""


class Sale(TypedDict):
    items: list[Line]
    courses: list[CourseReference]
    """Courses that the buyer is enrolled in by this sale."""
    gross: int
    """Prices times quantities."""
    discount: int
    """All that is taken off, with the voucher."""
    service: int
    """Service charge included in the total."""
    tax: int
    """Taxes included in the total."""
    voucher: UsedVoucher | None
    """Null for the seller of other goods than its owner's."""
    total: int
    id: int
    receipt_number: str | None
    """Null until it is paid."""
    buyer_id: int | None
    """Null: a walk-in customer."""
    cashier_id: int | None
    """Who sold it at the counter; null for an order of the web."""
    client_id: str | None
    """What names it at the till."""
    customer_id: int | None
    """Who bought it at the counter, if the seller knows them."""
    outlet_id: int | None
    till_id: int | None
    """Where it was sold; null: at no till, or not yet."""
    shift_id: int | None
    status: Literal["pending", "paid", "cancelled", "expired"]
    """pending: it waits for a payment, and its goods are kept until `expires_at`."""
    paid: int | None
    """What `payments` without those of refunds sum up to: 0 for a sale without one, which `UNPAID=accept` allows; null for the seller of a part."""
    due: int | None
    """What is left to pay; null for the seller of a part."""
    payments: list[Payment]
    """Oldest first; empty for the seller of a part."""
    refunded: int
    """What `refunds` sum up to."""
    refunds: list[Refund]
    """Oldest first; to the seller of a part, their part."""
    created_at: str
    sold_at: str | None
    """When it was paid."""
    expires_at: str | None
    """Until when the goods of an order without payments are kept."""


class SaleItem(TypedDict):
    client_id: str
    """A UUID that names the item for good, a sale also online."""
    at: str
    """When it happened, by the clock of the till."""
    staff_id: NotRequired[int | None]
    """Who has done it: the owner, or a user among the staff. Omitted: who calls."""
    shift_client_id: NotRequired[str | None]
    """Its shift, by the item that has opened it."""
    shift_id: NotRequired[int | None]
    """Its shift, if that was opened with a network. Without both: the open one."""
    after: NotRequired[list[str]]
    """Items that must be known before it, such as the sale on credit that a customer pays back."""
    type: Literal["sale"]
    body: SoldBasket


class SaleNotice(TypedDict):
    code: Literal["own_purchases"]
    msg: str


class SalePage(TypedDict):
    per_page: int
    has_next: bool
    next_cursor: str | None
    scope: Literal["own", "sales", "all"]
    """Scope of the list."""
    transactions: list[SaleWithBuyer]
    notice: SaleNotice | None
    """Set if a seller sent no `scope`: the list holds their purchases, not their sales."""


class SaleWithBuyer(TypedDict):
    items: list[Line]
    courses: list[CourseReference]
    """Courses that the buyer is enrolled in by this sale."""
    gross: int
    """Prices times quantities."""
    discount: int
    """All that is taken off, with the voucher."""
    service: int
    """Service charge included in the total."""
    tax: int
    """Taxes included in the total."""
    voucher: UsedVoucher | None
    """Null for the seller of other goods than its owner's."""
    total: int
    id: int
    receipt_number: str | None
    """Null until it is paid."""
    buyer_id: int | None
    """Null: a walk-in customer."""
    cashier_id: int | None
    """Who sold it at the counter; null for an order of the web."""
    client_id: str | None
    """What names it at the till."""
    customer_id: int | None
    """Who bought it at the counter, if the seller knows them."""
    outlet_id: int | None
    till_id: int | None
    """Where it was sold; null: at no till, or not yet."""
    shift_id: int | None
    status: Literal["pending", "paid", "cancelled", "expired"]
    """pending: it waits for a payment, and its goods are kept until `expires_at`."""
    paid: int | None
    """What `payments` without those of refunds sum up to: 0 for a sale without one, which `UNPAID=accept` allows; null for the seller of a part."""
    due: int | None
    """What is left to pay; null for the seller of a part."""
    payments: list[Payment]
    """Oldest first; empty for the seller of a part."""
    refunded: int
    """What `refunds` sum up to."""
    refunds: list[Refund]
    """Oldest first; to the seller of a part, their part."""
    created_at: str
    sold_at: str | None
    """When it was paid."""
    expires_at: str | None
    """Until when the goods of an order without payments are kept."""
    buyer_name: str | None


SalesBooks = TypedDict(
    "SalesBooks",
    {
        "as_of": "str",
        "zone": "Literal['Asia/Jakarta', 'Asia/Makassar', 'Asia/Jayapura']",
        "from": "str",
        "to": "str",
        "outlet_id": "int | None",
        "by": "Literal['day', 'hour', 'product', 'category', 'cashier', 'method', 'outlet']",
        "totals": "SalesSums",
        "groups": "list[SalesGroup]",
    },
)


class SalesGroup(TypedDict):
    key: str | None
    """A day, an hour from 0 to 23, an id, or a method. Null: none, such as no cashier."""
    name: str | None
    """Today's name of the product, category, cashier or outlet."""
    sales: int | None
    """Null by product and category: a sale may have several."""
    lines: int
    gross: int
    """Prices times quantities."""
    discount: int
    """Whole rupiah."""
    service: int
    """Whole rupiah."""
    added: int
    """Tax on top of prices that do not include it."""
    total: int
    """`gross` less `discount`, with `service` and `added`: what buyers paid."""
    tax: int
    """The tax in `total`."""
    net: int
    """`total` less `tax`."""
    refunded: int
    """Given back on these days, whenever it was sold. It is not taken off `total`."""
    refunded_tax: int
    """The tax in `refunded`, which is not taken off `tax`."""


SalesReport = TypedDict(
    "SalesReport",
    {
        "as_of": "str",
        "definitions": "dict[str, Any]",
        "from": "str",
        "to": "str",
        "by": "Literal['day', 'week', 'month']",
        "totals": "ReportTotals",
        "previous": "PreviousPeriod",
        "last_year": "ComparisonPeriod",
        "series": "list[PeriodSales]",
        "weekdays": "list[WeekdaySales]",
        "top_by_revenue": "list[ProductSales]",
        "top_by_units": "list[ProductSales]",
        "rising": "list[ProductSales]",
        "falling": "list[ProductSales]",
        "categories": "list[CategorySales]",
        "classes": "list[ClassSales]",
        "unsold": "UnsoldStock",
    },
)


class SalesSums(TypedDict):
    sales: int | None
    """Null by product and category: a sale may have several."""
    lines: int
    gross: int
    """Prices times quantities."""
    discount: int
    """Whole rupiah."""
    service: int
    """Whole rupiah."""
    added: int
    """Tax on top of prices that do not include it."""
    total: int
    """`gross` less `discount`, with `service` and `added`: what buyers paid."""
    tax: int
    """The tax in `total`."""
    net: int
    """`total` less `tax`."""
    refunded: int
    """Given back on these days, whenever it was sold. It is not taken off `total`."""
    refunded_tax: int
    """The tax in `refunded`, which is not taken off `tax`."""


class SectionCreate(TypedDict):
    title: str
    position: NotRequired[int | None]


class SectionDetail(TypedDict):
    id: int
    position: int
    title: str
    revision: int
    """The revision of the whole draft, which each write raises; in quotes it is a value of `If-Match`."""


class SectionOrder(TypedDict):
    id: int
    contents: list[int]
    """The ids of the contents of this section, in order."""


class SectionUpdate(TypedDict):
    title: NotRequired[str]
    position: NotRequired[int]
    """From 1; a position beyond the end means the end."""


class SellerUnavailableItems(TypedDict):
    product_id: int
    product_name: str


Series = TypedDict(
    "Series",
    {
        "statistics": "Statistics",
        "trend": "Trend",
        "growth": "Growth",
        "forecast": "list[ForecastPoint] | None",
        "chart": "list[HistoryPoint | ForecastPoint]",
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


class SeriesResult(TypedDict):
    statistics: Statistics
    trend: Trend
    growth: Growth
    forecast: list[ForecastPoint] | None
    chart: list[HistoryPoint | ForecastPoint]
    """The last 120 periods, then the forecast."""
    svg: NotRequired[str | None]


class Session(TypedDict):
    id: str
    address: str
    user_agent: str
    created_at: str
    refreshed_at: str
    expires_at: str
    current: bool
    """True for the session of this call."""


class SessionList(TypedDict):
    sessions: list[Session]


class SessionsEnd(TypedDict):
    current_password: NotRequired[str | None]
    """Required if the last sign-in or reauthentication is more than 10 minutes ago (403 `reauthentication_required`)."""
    current: NotRequired[bool]
    """Also end the session of this call."""


class SessionsEnded(TypedDict):
    msg: str
    ended: int
    """The number of sessions ended."""


class Shift(TypedDict):
    id: int
    till_id: int
    till_name: str
    outlet_id: int
    outlet_name: str
    cash_step: int
    """What cash is rounded to at this outlet; 0: it is not."""
    opened_at: str
    opened_by_name: str
    opening: int
    closed_at: str | None
    closed_by_name: str | None
    expected: int | None
    """The cash that should be in the drawer: `opening`, cash payments and moves. Null until the cash is counted."""
    counted: int | None
    variance: int | None
    """`counted` less `expected`: below 0 cash is missing."""


ShiftBooks = TypedDict(
    "ShiftBooks",
    {
        "as_of": "str",
        "zone": "Literal['Asia/Jakarta', 'Asia/Makassar', 'Asia/Jayapura']",
        "from": "str",
        "to": "str",
        "outlet_id": "int | None",
        "totals": "ShiftSums",
        "shifts": "list[ShiftRow]",
    },
)


class ShiftCloseItem(TypedDict):
    client_id: str
    """A UUID that names the item for good, a sale also online."""
    at: str
    """When it happened, by the clock of the till."""
    staff_id: NotRequired[int | None]
    """Who has done it: the owner, or a user among the staff. Omitted: who calls."""
    shift_client_id: NotRequired[str | None]
    """Its shift, by the item that has opened it."""
    shift_id: NotRequired[int | None]
    """Its shift, if that was opened with a network. Without both: the open one."""
    after: NotRequired[list[str]]
    """Items that must be known before it, such as the sale on credit that a customer pays back."""
    type: Literal["shift_close"]
    items: NotRequired[int | None]
    """How many items of the shift the till has made, without its opening and closing. While fewer have come, the closing is refused (`shift_incomplete`)."""
    body: Count


class ShiftOpenItem(TypedDict):
    client_id: str
    """A UUID that names the item for good, a sale also online."""
    at: str
    """When it happened, by the clock of the till."""
    staff_id: NotRequired[int | None]
    """Who has done it: the owner, or a user among the staff. Omitted: who calls."""
    shift_client_id: NotRequired[str | None]
    """Its shift, by the item that has opened it."""
    shift_id: NotRequired[int | None]
    """Its shift, if that was opened with a network. Without both: the open one."""
    after: NotRequired[list[str]]
    """Items that must be known before it, such as the sale on credit that a customer pays back."""
    type: Literal["shift_open"]
    body: NewShift


class ShiftPage(TypedDict):
    per_page: int
    has_next: bool
    next_cursor: str | None
    shifts: list[ListedShift]


class ShiftReport(TypedDict):
    id: int
    till_id: int
    till_name: str
    outlet_id: int
    outlet_name: str
    cash_step: int
    """What cash is rounded to at this outlet; 0: it is not."""
    opened_at: str
    opened_by_name: str
    opening: int
    closed_at: str | None
    closed_by_name: str | None
    expected: int | None
    """The cash that should be in the drawer: `opening`, cash payments and moves. Null until the cash is counted."""
    counted: int | None
    variance: int | None
    """`counted` less `expected`: below 0 cash is missing."""
    kind: Literal["x", "z"]
    sales: ShiftSales
    payments: list[PaymentSum]
    """By purpose and method."""
    moves: list[NamedMove]
    cash: DrawerCash


class ShiftRow(TypedDict):
    shift_id: int
    outlet_id: int
    outlet_name: str
    till_id: int
    till_name: str
    opened_at: str
    opened_by_name: str
    closed_at: str | None
    closed_by_name: str | None
    opening: int
    """Whole rupiah."""
    expected: int | None
    """The cash that should be in the drawer. Null: still open."""
    counted: int | None
    variance: int | None
    """`counted` less `expected`: below 0 cash is missing."""


class ShiftSales(TypedDict):
    count: int
    total: int
    tax: int
    first_receipt: str | None
    last_receipt: str | None


class ShiftSums(TypedDict):
    shifts: int
    closed: int
    """Those of them whose cash was counted; the sums are theirs."""
    opening: int
    """Whole rupiah."""
    expected: int
    """Whole rupiah."""
    counted: int
    """Whole rupiah."""
    variance: int
    """Whole rupiah."""


class Shop(TypedDict):
    """The shop. Its ETag is the value for If-Match of a change."""

    name: str
    revision: int
    """Grows with each change; in quotes (`"42"`) it is a value for `If-Match`."""
    logo_url: str | None
    """The URL of the medium size."""
    logo_urls: ImageUrls | None


class ShopUpdate(TypedDict):
    name: str | None
    """Null: the name in the settings."""


class SignIn(TypedDict):
    """The names are compared as typed, so that a malformed name fails like a wrong one."""

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


class SoldBasket(TypedDict):
    """The body of a sale, with what the till has decided: prices, and the number of the receipt."""

    items: list[SoldItem]
    discount: NotRequired[NewDiscount | None]
    """Taken off what is left of all items, by the seller of all of them."""
    voucher: NotRequired[str | None]
    """The code of a voucher of a seller of the items."""
    expected_total: NotRequired[int]
    """The total that the buyer has agreed to. If the sale would cost another, the answer is a 409 `total_changed` with the new `quote`, and nothing is sold."""
    payments: list[CounterPayment]
    """How the customer has paid."""
    client_id: NotRequired[str | None]
    """A UUID that the till gives to a sale with `payments`, before it is sent. A repeated call with it, at whatever time, returns the sale that it names."""
    till_id: NotRequired[int | None]
    """The till that sells, with `payments`, in its open shift: the sale gets the next number of its receipts. Who has signed in there may omit it."""
    customer_id: NotRequired[int | None]
    """At the counter: a customer of the seller. Omitted: a walk-in customer, who buys nothing on credit."""
    receipt_no: int
    """The number on its receipt, in the series of the till."""


class SoldItem(TypedDict):
    product_id: int
    qty: int
    """Whole pieces, grams or millimetres."""
    note: NotRequired[str | None]
    """What the buyer asks for, such as `less sugar`. Items of a product with different notes or discounts are separate lines."""
    discount: NotRequired[NewDiscount | None]
    """Taken off this item, by its seller."""
    price: int
    """That it was sold at, also if the catalogue's is another one by now."""


class Staff(TypedDict):
    user_id: int
    name: str
    username: str | None
    duty: Literal["cashier", "manager"]
    """cashier: sells, opens and closes shifts; manager: sees the cash of an open shift, too."""
    active: bool
    created_at: str


class StaffList(TypedDict):
    staff: list[Staff]


class StaffUpdate(TypedDict):
    duty: NotRequired[Literal["cashier", "manager"]]
    """cashier: sells, opens and closes shifts; manager: sees the cash of an open shift, too."""
    pin: NotRequired[str]
    """Four to eight digits, which neither repeat nor count on. They open the owner's tills alone."""
    active: NotRequired[bool]
    """False ends their sign-ins at tills at once."""


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
    """Coefficient of variation, std divided by the mean: 0.2 is low, 1 is high."""
    skewness: float | None
    zeros: int
    last: float | None


StockBooks = TypedDict(
    "StockBooks",
    {
        "as_of": "str",
        "zone": "Literal['Asia/Jakarta', 'Asia/Makassar', 'Asia/Jayapura']",
        "from": "str",
        "to": "str",
        "by": "Literal['product', 'category']",
        "totals": "StockSums",
        "groups": "list[StockGroup]",
    },
)


class StockChangedItems(TypedDict):
    product_id: int
    product_name: str
    available: int
    expected_quantity: int


class StockForecast(TypedDict):
    per_page: int
    has_next: bool
    next_cursor: str | None
    as_of: str
    """Moment at which the figures were computed."""
    definitions: dict[str, Any]
    """Definition of each figure, in the language of Accept-Language."""
    horizon: int
    lead_time_days: int
    review_days: int
    service_level: float
    products: list[ProductForecast]
    totals: ForecastTotals
    degraded: Degraded | None
    """What is missing because time or memory ran out."""


class StockGroup(TypedDict):
    measure: Literal["piece", "gram", "millimetre"]
    """What the quantities count."""
    start: int
    """In stock as the first day began."""
    received: int
    sold: int
    """Taken by orders, paid or not, less what cancelled ones returned."""
    returned: int
    """Back by refunds."""
    wasted: int
    counted: int
    """What counts and corrections have added; below 0: it was missing."""
    other: int
    """First stocks, edits, imports, and transfers from and to outlets."""
    end: int
    """`start`, `received`, `returned`, `counted` and `other`, less `sold` and `wasted`. Of today: what is in stock."""
    key: str | None
    """The id of the product or category. Null: no category."""
    name: str | None
    """Today's name."""
    products: int
    value: int | None
    """`end` at today's cost. Null: no cost is known."""
    without_cost: int


class StockPage(TypedDict):
    per_page: int
    has_next: bool
    next_cursor: str | None
    products: list[StockedProduct]


class StockQuantities(TypedDict):
    measure: Literal["piece", "gram", "millimetre"]
    """What the quantities count."""
    start: int
    """In stock as the first day began."""
    received: int
    sold: int
    """Taken by orders, paid or not, less what cancelled ones returned."""
    returned: int
    """Back by refunds."""
    wasted: int
    counted: int
    """What counts and corrections have added; below 0: it was missing."""
    other: int
    """First stocks, edits, imports, and transfers from and to outlets."""
    end: int
    """`start`, `received`, `returned`, `counted` and `other`, less `sold` and `wasted`. Of today: what is in stock."""


class StockSums(TypedDict):
    products: int
    """Those that were in stock or moved."""
    value: int
    """`end` at today's cost, as far as that is known."""
    without_cost: int
    """Products that are left and have no cost."""
    quantities: list[StockQuantities]
    """By measure."""


class StockedProduct(TypedDict):
    product_id: int
    sku: str | None
    name: str
    unit: str
    measure: Literal["piece", "gram", "millimetre"]
    stock: int
    """The shared stock, or that of the outlet that was asked for."""
    active: bool
    outlets: list[OutletStock]
    """What outlets have of it in stocks of their own."""


class SubmittedAttempt(TypedDict):
    """A submitted attempt and the learner's progress after it."""

    id: int
    number: int
    score: int | None
    passed: bool | None
    started_at: str
    expires_at: str | None
    """The end of its time. Answers are accepted for 30 s more, for slow connections."""
    submitted_at: str | None
    """`expires_at` if it was not submitted in time; the saved answers count then."""
    course_id: int
    content_id: int
    mastery_score: int | None
    attempts_left: int | None
    """Null: unlimited."""
    questions: list[AttemptQuestion]
    ignored_answers: list[int]
    """The questions whose answer in this call is not counted, because the attempt had ended before, by its time or an earlier call. Answers saved in time count."""
    progress: CourseProgress


class SyncFlag(TypedDict):
    """What is not as the shop would have done it; the other members depend on the code."""

    code: Literal[
        "closed_before",
        "credit_limit",
        "discount_too_large",
        "late",
        "other_shift",
        "price_differs",
        "product_unlisted",
        "receipt_number_changed",
        "rejected",
        "sold_online",
        "staff_named",
        "staff_unknown",
        "stock_short",
        "time_after_shift",
        "time_ahead",
        "time_before_shift",
        "total_differs",
        "voucher_refused",
    ]


class SyncPost(TypedDict):
    till_id: int
    items: list[Any]
    """In any order."""


class SyncResult(TypedDict):
    client_id: str | None
    """Null for an item without one that can be read."""
    result: Literal["created", "known", "refused", "review"]
    """created: it is booked; known: it was sent before; refused: nothing is kept of it, send it again once its `problem` is solved; review: it is kept, and a manager decides."""
    id: int | None
    """Of the sale, refund, shift or payment."""
    receipt_number: str | None
    """Of a sale."""
    flags: list[SyncFlag]
    problem: ItemProblem | None
    """Of a refused item, such as `reference_unknown`, `reference_in_review`, `shift_incomplete`, `shift_open`, `client_id_reused`, `validation_failed`; or why it waits for a review, such as `shift_closed`, `insufficient_stock`, `receipt_number_taken`, `receipt_number_far`, `total_changed`, `reference_rejected`, `sum_too_large`, `item_unfit`. Its `status` is that of the call with a network; the answer itself is a 200."""


class SyncResults(TypedDict):
    results: list[SyncResult]
    """In the order of the call."""


TaxBooks = TypedDict(
    "TaxBooks",
    {
        "as_of": "str",
        "zone": "Literal['Asia/Jakarta', 'Asia/Makassar', 'Asia/Jayapura']",
        "from": "str",
        "to": "str",
        "outlet_id": "int | None",
        "totals": "TaxSums",
        "groups": "list[TaxGroup]",
    },
)


class TaxGroup(TypedDict):
    lines: int
    base: int
    """What was sold, without tax."""
    tax: int
    """Whole rupiah."""
    refunded_base: int
    """Given back in the month, without tax, whenever it was sold."""
    refunded_tax: int
    """Whole rupiah."""
    month: str
    tax_code: Literal["ppn", "ppn_luxury", "pbjt", "exempt", "none"]
    """The kind of tax; none: without a tax profile."""


class TaxProfile(TypedDict):
    valid_from: str
    regime: Literal["none", "ppn", "pbjt"]
    """none: no tax; ppn: value-added tax; pbjt: the regional tax on food and drink that is served."""
    rate_bp: int | None
    inclusive: bool
    service_bp: int


class TaxProfiles(TypedDict):
    present: TaxProfile | None
    """What today's sales are taxed by; null: the setting `TAX_REGISTERED`."""
    profiles: list[TaxProfile]
    """Latest first."""


class TaxSums(TypedDict):
    lines: int
    base: int
    """What was sold, without tax."""
    tax: int
    """Whole rupiah."""
    refunded_base: int
    """Given back in the month, without tax, whenever it was sold."""
    refunded_tax: int
    """Whole rupiah."""


class Till(TypedDict):
    id: int
    outlet_id: int
    name: str
    series: str
    last_number: int
    """Of its last receipt; 0: it has none yet."""
    shift_id: int | None
    """Its open shift."""
    active: bool
    created_at: str


class TillCustomer(TypedDict):
    name: str
    phone: str | None
    credit_limit: int
    balance: int
    credit_left: int


class TillList(TypedDict):
    tills: list[Till]


class TillOutlet(TypedDict):
    name: str
    zone: str
    address: str
    phone: str
    tax_number: str | None
    footer: str
    cash_step: int
    own_stock: bool
    short_stock: Literal["review", "accept"]


class TillSession(TypedDict):
    access_token: str
    token_type: str
    expires_in: int
    """Seconds until the next sign-in by PIN. There is no refresh token."""
    till_id: int
    user: TillUser


class TillSettings(TypedDict):
    outlet_id: int
    name: str
    series: str
    last_number: int
    """At this moment. Sales alone are no change of the till."""
    shift_id: int | None
    """Its open shift, at this moment."""
    active: bool
    qris: str | None
    """The static QRIS of an active account of its outlet, or else of all outlets. A till without a network gives it the amount."""


class TillSignIn(TypedDict):
    token: str
    username: str
    """The username, or the e-mail address."""
    pin: str


class TillStaff(TypedDict):
    name: str
    username: str | None
    duty: Literal["cashier", "manager"]


class TillUpdate(TypedDict):
    name: NotRequired[str]
    active: NotRequired[bool]
    """False refuses all sign-ins at the till, and ends them."""


class TillUser(TypedDict):
    id: int
    name: str
    username: str | None


class TillVoucher(TypedDict):
    code: str
    kind: Literal["percent", "amount"]
    value: int
    minimum: int
    most: int | None
    starts_at: str | None
    ends_at: str | None
    limit_total: int | None
    limit_each: int | None
    used: int


class TillWithToken(TypedDict):
    id: int
    outlet_id: int
    name: str
    series: str
    last_number: int
    """Of its last receipt; 0: it has none yet."""
    shift_id: int | None
    """Its open shift."""
    active: bool
    created_at: str
    token: str
    """What the device signs staff in with, shown only now."""


class TokenRefresh(TypedDict):
    refresh_token: NotRequired[str | None]


class TokenResponse(TypedDict):
    access_token: str
    refresh_token: str
    token_type: str
    expires_in: int
    """Seconds until the access token expires."""
    user: User


class TotpConfirmation(TypedDict):
    code: str
    """Six digits from the authenticator app; each code works once."""


class TotpSetup(TypedDict):
    secret: str
    """The secret in base32, to be typed into an authenticator app."""
    address: str
    """The secret as an `otpauth:` URI, which apps open."""
    qr: str
    """The URI as a QR code: a `data:` URL of an SVG."""


class TotpSetupStart(TypedDict):
    current_password: str


class TransferItem(TypedDict):
    product_id: int
    qty: int


class Transferred(TypedDict):
    product_id: int
    qty: int
    from_stock: int
    """What is left after it."""
    to_stock: int
    """What is there after it."""


class TransferredItems(TypedDict):
    items: list[Transferred]
    """In the order of the call."""


class Trend(TypedDict):
    direction: Literal["rising", "falling", "none"]
    """rising or falling if p_adjusted is below 0.05."""
    slope: float | None
    """Change per period (Theil-Sen), with its 95 % confidence interval."""
    slope_lo95: float | None
    slope_hi95: float | None
    tau: float | None
    p_value: float | None
    """P-value of the Mann-Kendall test."""
    p_adjusted: float | None
    """P-value adjusted for all series of the file (Holm)."""
    trend_strength: float | None
    """Share of the variance that the trend explains."""
    season_strength: float | None
    """Share of the variance that the season explains."""
    reason: str | None


class TwoFactorPolicy(TypedDict):
    roles: list[Literal["buyer", "seller", "developer", "admin"]]


class TwoFactorPolicyUpdate(TypedDict):
    roles: list[Literal["buyer", "seller", "developer", "admin"]]
    """The complete set; an empty list lifts the requirement."""


class TwoFactorReauthentication(TypedDict):
    """The password and a code."""

    current_password: str
    code: NotRequired[str | None]
    recovery_code: NotRequired[str | None]


class TwoFactorStatus(TypedDict):
    enabled: bool
    enabled_at: str | None
    required: bool
    """True if one of the user's roles requires it."""
    recovery_codes: int
    """The number of unused recovery codes."""


class UnbookedItem(TypedDict):
    client_id: str
    type: Literal["sale", "refund", "shift_open", "move", "shift_close", "debt_payment"]
    state: Literal["review", "rejected"]
    at: str
    """By the clock of the till."""
    received_at: str
    body: dict[str, Any]
    """The item, as the till has sent it."""


class UnmatchedNotice(TypedDict):
    account_id: int
    kind: Literal["qris", "transfer", "midtrans", "xendit", "doku", "duitku"]
    order: str | None
    """The order id that it names. Null: it could not be read."""
    state: Literal["pending", "paid", "failed", "expired", "reversed"] | None
    """As it says; the provider was not asked."""
    amount: int | None
    """As it says. Null: no whole number of rupiah."""
    reference: str
    received_at: str


class UnpaidSale(TypedDict):
    transaction_id: int
    created_at: str
    due_on: str | None
    """The day by which it is to be paid, if one was agreed."""
    unpaid: int


class UnsoldProduct(TypedDict):
    product_id: int
    name: str
    stock: int
    value: int
    """Whole rupiah."""
    valued_at: Literal["cost", "price"]
    last_sold_on: str | None


class UnsoldStock(TypedDict):
    products: int
    value: int
    """Whole rupiah."""
    dearest: list[UnsoldProduct]


class UsedColumns(TypedDict):
    date: str
    series: list[str]
    value: list[str]


class UsedVoucher(TypedDict):
    code: str
    amount: int
    """What it takes off; a part of `discount`."""


class User(TypedDict):
    id: int
    name: str
    email: str | None
    email_verified: bool
    username: str | None
    role: Literal["buyer", "seller", "developer", "admin"] | None
    roles: list[Literal["buyer", "seller", "developer", "admin"]]


class UserPage(TypedDict):
    per_page: int
    has_next: bool
    next_cursor: str | None
    total_items: int
    total_pages: int
    current_page: int | None
    """Null if the list is read by cursor."""
    has_prev: bool
    users: list[Profile]


class UserProgressReport(TypedDict):
    per_page: int
    has_next: bool
    next_cursor: str | None
    as_of: str
    """The time of the figures."""
    definitions: dict[str, Any]
    """The definition of each figure, by Accept-Language."""
    scope: Literal["learners", "own", "all"]
    learners: list[LearnerProgress]


class UserUpdate(TypedDict):
    roles: NotRequired[list[Literal["buyer", "seller", "developer", "admin"]]]
    """The complete set."""
    role: NotRequired[Literal["buyer", "seller", "developer", "admin"]]
    """A role to add."""
    active: NotRequired[bool]


class ValidationFailedQuestions(TypedDict):
    parameter: str
    candidates: list[str]


class Variant(TypedDict):
    id: int
    name: str
    options: list[ProductOption]
    measure: Literal["piece", "gram", "millimetre"]
    price: int
    stock: int
    active: bool
    image_url: str | None
    """URL of its first image, in the small size."""


class VerifiedEmail(TypedDict):
    email: str


class Voucher(TypedDict):
    id: int
    code: str
    kind: Literal["percent", "amount"]
    value: int
    minimum: int
    most: int | None
    starts_at: str | None
    ends_at: str | None
    limit_total: int | None
    limit_each: int | None
    used: int
    """Its uses. An order that is cancelled or expires gives its own back."""
    active: bool
    created_at: str


class VoucherCheck(TypedDict):
    items: list[Item]
    discount: NotRequired[NewDiscount | None]
    """Taken off what is left of all items, by the seller of all of them."""
    code: str
    """3 to 32 letters, digits and hyphens, in upper or lower case."""
    till_id: NotRequired[int | None]
    """The till that sells, from the stock sold there. Who has signed in there may omit it."""
    customer_id: NotRequired[int | None]
    """At the counter: a customer of the seller. Omitted at a till: a walk-in customer."""


class VoucherPage(TypedDict):
    per_page: int
    has_next: bool
    next_cursor: str | None
    vouchers: list[Voucher]


class VoucherRefusedRules(TypedDict):
    rule: str
    ok: bool


class VoucherUpdate(TypedDict):
    code: NotRequired[str]
    """3 to 32 letters, digits and hyphens, in upper or lower case."""
    kind: NotRequired[Literal["percent", "amount"]]
    value: NotRequired[int]
    """percent: 1 to 100; amount: rupiah."""
    minimum: NotRequired[int]
    """What the seller's goods must cost, after other discounts."""
    most: NotRequired[int | None]
    """The most that a percentage takes off."""
    starts_at: NotRequired[str | None]
    """The first moment of its use. Null: at once."""
    ends_at: NotRequired[str | None]
    """The moment from which on it is refused. Null: never."""
    limit_total: NotRequired[int | None]
    """How often it may be used. Null: as often as one likes."""
    limit_each: NotRequired[int | None]
    """How often each buyer may use it: an account, or at the counter a customer (`customer_id`). A walk-in customer can't use it then."""
    active: NotRequired[bool]
    """False: withdrawn."""


class WaiverCreate(TypedDict):
    content_id: int
    reason: str


class WarningValue(TypedDict):
    value: str
    count: int | None


class Webhook(TypedDict):
    id: int
    url: str
    description: str
    types: list[str]
    active: bool
    pause_reason: Literal["owner", "failing", "gone", "password_reset"] | None
    """failing: no success for three days; gone: it has answered 410; owner: by you; password_reset: with your API keys."""
    paused_at: str | None
    failures: int
    """Failed attempts since the last success."""
    failing_since: str | None
    next_at: str | None
    """The next attempt, of one that fails."""
    position_at: str
    """The last success. Events of the last 30 days wait for others."""
    old_secret_ends_at: str | None
    """Until then the secret before signs as well."""
    created_at: str


class WebhookPage(TypedDict):
    per_page: int
    has_next: bool
    next_cursor: str | None
    webhooks: list[Webhook]


class WebhookUpdate(TypedDict):
    url: NotRequired[str]
    """`https`, and no address of a private network."""
    description: NotRequired[str]
    types: NotRequired[
        list[
            Literal[
                "order.placed",
                "order.part_paid",
                "order.paid",
                "order.cancelled",
                "order.expired",
                "refund.created",
                "product.created",
                "product.updated",
                "product.deleted",
                "import.completed",
                "customer.created",
                "customer.updated",
                "customer.deleted",
                "customer.repaid",
                "shift.opened",
                "shift.closed",
                "course.enrolled",
                "course.completed",
            ]
        ]
    ]
    """Empty: all, and those that are added later."""
    active: NotRequired[bool]
    """False pauses it; true has it go on where it stopped."""


class WebhookWithSecret(TypedDict):
    id: int
    url: str
    description: str
    types: list[str]
    active: bool
    pause_reason: Literal["owner", "failing", "gone", "password_reset"] | None
    """failing: no success for three days; gone: it has answered 410; owner: by you; password_reset: with your API keys."""
    paused_at: str | None
    failures: int
    """Failed attempts since the last success."""
    failing_since: str | None
    next_at: str | None
    """The next attempt, of one that fails."""
    position_at: str
    """The last success. Events of the last 30 days wait for others."""
    old_secret_ends_at: str | None
    """Until then the secret before signs as well."""
    created_at: str
    secret: str
    """Shown only now; it verifies the signatures."""


class WeekdaySales(TypedDict):
    weekday: int
    transactions: list[int]
    revenue: list[int]


SigningIn = SignIn
SigningUp = SignUp
SignedInAnswer = TokenResponse


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


class AnswerTooLarge(Problem, code="answer_too_large"):
    most: int


class ApiKeyExpired(Problem, code="api_key_expired"):
    pass


class ApiKeyMalformed(Problem, code="api_key_malformed"):
    pass


class ApiKeyMisplaced(Problem, code="api_key_misplaced"):
    pass


class ApiKeyNotActive(Problem, code="api_key_not_active"):
    state: str


class ApiKeyNotAllowed(Problem, code="api_key_not_allowed"):
    pass


class ApiKeyNotFound(Problem, code="api_key_not_found"):
    id: int


class ApiKeyRequired(Problem, code="api_key_required"):
    pass


class ApiKeyRevoked(Problem, code="api_key_revoked"):
    pass


class ApiKeyRotated(Problem, code="api_key_rotated"):
    pass


class ApiKeyUnknown(Problem, code="api_key_unknown"):
    pass


class ArrivalAmbiguous(Problem, code="arrival_ambiguous"):
    asked: str
    candidates: list[ArrivalAmbiguousCandidates]


class AttemptEnded(Problem, code="attempt_ended"):
    pass


class AttemptNotFound(Problem, code="attempt_not_found"):
    id: int


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


class ClientIdReused(Problem, code="client_id_reused"):
    client_id: str


class CodeNotFound(Problem, code="code_not_found"):
    looked_up: str


class ContentLocked(Problem, code="content_locked"):
    content_title: str
    needed: str
    content_id: int
    missing: list[ContentLockedMissing]


class ContentNotFound(Problem, code="content_not_found"):
    id: int


class CourseAlreadyOwned(Problem, code="course_already_owned"):
    product_name: str
    product_id: int
    course_ids: list[int]


class CourseClosed(Problem, code="course_closed"):
    product_name: str
    product_id: int


class CourseHasBuyers(Problem, code="course_has_buyers"):
    pass


class CourseNotCompletable(Problem, code="course_not_completable"):
    reasons: list[CourseNotCompletableReasons]


class CourseNotFound(Problem, code="course_not_found"):
    id: int


class CourseNotPublished(Problem, code="course_not_published"):
    pass


class CreditLimit(Problem, code="credit_limit"):
    customer_name: str
    rest: str
    credit_limit: int
    balance: int
    left: int


class CursorSortMismatch(Problem, code="cursor_sort_mismatch"):
    sort_by: str
    sort_order: str


class CustomerNotFound(Problem, code="customer_not_found"):
    id: int


class CustomerOwes(Problem, code="customer_owes"):
    customer_name: str
    owed: str
    balance: int


class DatabaseUnavailable(Problem, code="database_unavailable"):
    pass


class DiscountTooLarge(Problem, code="discount_too_large"):
    allowed: int


class EmailAlreadyVerified(Problem, code="email_already_verified"):
    pass


class EmailThrottled(Problem, code="email_throttled"):
    seconds: int


class EncodedBody(Problem, code="encoded_body"):
    pass


class EventNotFound(Problem, code="event_not_found"):
    event_id: str


class EventsExpired(Problem, code="events_expired"):
    most: int


class ExpiredToken(Problem, code="expired_token"):
    pass


class FileNotFound(Problem, code="file_not_found"):
    pass


class Forbidden(Problem, code="forbidden"):
    roles: str


class IdempotencyInProgress(Problem, code="idempotency_in_progress"):
    pass


class IdempotencyKeyRequired(Problem, code="idempotency_key_required"):
    pass


class IdempotencyKeyReused(Problem, code="idempotency_key_reused"):
    pass


class IdempotentAnswerLost(Problem, code="idempotent_answer_lost"):
    pass


class ImageNotFound(Problem, code="image_not_found"):
    id: int


class ImportNotFound(Problem, code="import_not_found"):
    id: int


class InsufficientScope(Problem, code="insufficient_scope"):
    scope: str


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


class ItemReviewed(Problem, code="item_reviewed"):
    state: str
    document_id: int | None


class ItemUnfit(Problem, code="item_unfit"):
    pass


class JobNotFound(Problem, code="job_not_found"):
    id: int


class LastAdmin(Problem, code="last_admin"):
    pass


class LearnerNotFound(Problem, code="learner_not_found"):
    id: int


class LearnerRemoved(Problem, code="learner_removed"):
    pass


class LimitReached(Problem, code="limit_reached"):
    most: int


class LinkExpired(Problem, code="link_expired"):
    pass


class MalformedEtag(Problem, code="malformed_etag"):
    pass


class MalformedJson(Problem, code="malformed_json"):
    why: str


class MalformedRequest(Problem, code="malformed_request"):
    why: str


class ManagersOnly(Problem, code="managers_only"):
    pass


class MeasureKept(Problem, code="measure_kept"):
    pass


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


class NoOpenShift(Problem, code="no_open_shift"):
    till_name: str


class NoQrCode(Problem, code="no_qr_code"):
    pass


class NoRequestMatches(Problem, code="no_request_matches"):
    asked: str


class NoStore(Problem, code="no_store"):
    pass


class NotEnrolled(Problem, code="not_enrolled"):
    pass


class NotFound(Problem, code="not_found"):
    pass


class NotMultipart(Problem, code="not_multipart"):
    pass


class NoticeNotAuthentic(Problem, code="notice_not_authentic"):
    pass


class OrderAlreadyPaid(Problem, code="order_already_paid"):
    order_status: str
    possible: list[str]


class OrderHasExpired(Problem, code="order_has_expired"):
    order_status: str
    possible: list[str]


class OrderIncomplete(Problem, code="order_incomplete"):
    pass


class OrderNotPaid(Problem, code="order_not_paid"):
    order_status: str
    possible: list[str]


class OrderOfOthers(Problem, code="order_of_others"):
    pass


class OrderPartlyPaid(Problem, code="order_partly_paid"):
    order_status: str
    possible: list[str]


class OrderWasCancelled(Problem, code="order_was_cancelled"):
    order_status: str
    possible: list[str]


class OriginNotAllowed(Problem, code="origin_not_allowed"):
    pass


class OutletHasOpenShift(Problem, code="outlet_has_open_shift"):
    till_name: str
    outlet_name: str
    shift_id: int | None
    shift_state: str
    possible: list[str]


class OutletHasStock(Problem, code="outlet_has_stock"):
    outlet_name: str
    product_name: str
    items: list[OutletHasStockItems]


class OutletIsDefault(Problem, code="outlet_is_default"):
    pass


class OutletNotFound(Problem, code="outlet_not_found"):
    id: int


class OutlineLimitReached(Problem, code="outline_limit_reached"):
    most: int


class OwnTwoFactor(Problem, code="own_two_factor"):
    pass


class PayloadTooLarge(Problem, code="payload_too_large"):
    pass


class PaymentAccountNotFound(Problem, code="payment_account_not_found"):
    id: int


class PaymentReported(Problem, code="payment_reported"):
    pass


class PaymentRequestNotFound(Problem, code="payment_request_not_found"):
    id: int


class PaymentRequestPaid(Problem, code="payment_request_paid"):
    pass


class PaymentRequired(Problem, code="payment_required"):
    pass


class PrerequisitesMissing(Problem, code="prerequisites_missing"):
    needed: str
    missing: list[PrerequisitesMissingMissing]


class PriceChanged(Problem, code="price_changed"):
    product_name: str
    price: int


class ProductHasVariants(Problem, code="product_has_variants"):
    variants: int


class ProductNotFound(Problem, code="product_not_found"):
    id: int


class ProductSellsCourse(Problem, code="product_sells_course"):
    course_title: str
    course_id: int


class PurchaseRequired(Problem, code="purchase_required"):
    product_id: int


class QuoteRequired(Problem, code="quote_required"):
    pass


class RangeNotSatisfiable(Problem, code="range_not_satisfiable"):
    pass


class RateLimited(Problem, code="rate_limited"):
    seconds: int


class RateLimiterUnavailable(Problem, code="rate_limiter_unavailable"):
    pass


class ReauthenticationRequired(Problem, code="reauthentication_required"):
    minutes: int


class ReceiptLinkExpired(Problem, code="receipt_link_expired"):
    pass


class ReceiptLinkInvalid(Problem, code="receipt_link_invalid"):
    pass


class ReceiptNotFound(Problem, code="receipt_not_found"):
    receipt_number: str


class ReceiptNumberFar(Problem, code="receipt_number_far"):
    receipt_no: int
    last_number: int


class ReceiptNumberTaken(Problem, code="receipt_number_taken"):
    receipt_number: str


class ReferenceInReview(Problem, code="reference_in_review"):
    reference: str


class ReferenceRejected(Problem, code="reference_rejected"):
    reference: str


class ReferenceUnknown(Problem, code="reference_unknown"):
    reference: str


class RefundExceedsPaid(Problem, code="refund_exceeds_paid"):
    rest: str
    left: int
    items: list[RefundExceedsPaidItems]


class RefundNotFound(Problem, code="refund_not_found"):
    id: int


class ReleaseOutdated(Problem, code="release_outdated"):
    pass


class RequestTimeout(Problem, code="request_timeout"):
    pass


class ReusedToken(Problem, code="reused_token"):
    pass


class RevokedToken(Problem, code="revoked_token"):
    pass


class RoleAlreadyHeld(Problem, code="role_already_held"):
    role: str


class RoleRequestDecided(Problem, code="role_request_decided"):
    state: str
    id: int


class RoleRequestNotFound(Problem, code="role_request_not_found"):
    id: int


class RoleRequestPending(Problem, code="role_request_pending"):
    role: str


class SchemaOutdated(Problem, code="schema_outdated"):
    pass


class SectionNotFound(Problem, code="section_not_found"):
    id: int


class SellerUnavailable(Problem, code="seller_unavailable"):
    product_name: str
    product_id: int
    items: list[SellerUnavailableItems]


class SessionNotFound(Problem, code="session_not_found"):
    pass


class ShiftClosed(Problem, code="shift_closed"):
    till_name: str
    shift_id: int | None
    shift_state: str
    possible: list[str]


class ShiftIncomplete(Problem, code="shift_incomplete"):
    present: int
    count: int


class ShiftNotFound(Problem, code="shift_not_found"):
    id: int


class ShiftOpen(Problem, code="shift_open"):
    till_name: str
    shift_id: int | None
    shift_state: str
    possible: list[str]


class SignInBusy(Problem, code="sign_in_busy"):
    pass


class StaffNotFound(Problem, code="staff_not_found"):
    id: int


class StillInUse(Problem, code="still_in_use"):
    pass


class StockChanged(Problem, code="stock_changed"):
    product_name: str
    available: int
    expected_quantity: int
    product_id: int
    items: list[StockChangedItems]


class StorageFull(Problem, code="storage_full"):
    pass


class StorageUnavailable(Problem, code="storage_unavailable"):
    pass


class StoreOpen(Problem, code="store_open"):
    brand_name: str


class SumTooLarge(Problem, code="sum_too_large"):
    largest: str
    sum_of: str


class SyncItemNotFound(Problem, code="sync_item_not_found"):
    id: int


class Taken(Problem, code="taken"):
    field: str


class TaxProfileNotFound(Problem, code="tax_profile_not_found"):
    day: str


class TillInactive(Problem, code="till_inactive"):
    till_name: str


class TillNotFound(Problem, code="till_not_found"):
    id: int


class TillOfOthers(Problem, code="till_of_others"):
    pass


class TillSessionNotAllowed(Problem, code="till_session_not_allowed"):
    pass


class TillTokenUnknown(Problem, code="till_token_unknown"):
    pass


class TokenMisplaced(Problem, code="token_misplaced"):
    pass


class TooManyAnalyses(Problem, code="too_many_analyses"):
    pass


class TooManyApiKeys(Problem, code="too_many_api_keys"):
    most: int


class TooManyAttempts(Problem, code="too_many_attempts"):
    seconds: int


class TooManyDeliveriesWaiting(Problem, code="too_many_deliveries_waiting"):
    most: int


class TooManyImages(Problem, code="too_many_images"):
    most: int
    present: int


class TooManyImports(Problem, code="too_many_imports"):
    most: int


class TooManyPins(Problem, code="too_many_pins"):
    seconds: int


class TooManyStreams(Problem, code="too_many_streams"):
    pass


class TooManyUnpaidOrders(Problem, code="too_many_unpaid_orders"):
    present: int
    most: int
    clock: str
    retry_at: str


class TooManyVariants(Problem, code="too_many_variants"):
    most: int


class TooManyWebhooks(Problem, code="too_many_webhooks"):
    most: int


class TotalChanged(Problem, code="total_changed"):
    total: int
    expected_total: int
    quote: Quote


class TotpCodeRequired(Problem, code="totp_code_required"):
    pass


class TotpSetupNotStarted(Problem, code="totp_setup_not_started"):
    pass


class TransactionNotFound(Problem, code="transaction_not_found"):
    id: int


class TwoFactorAlreadyEnabled(Problem, code="two_factor_already_enabled"):
    pass


class TwoFactorNotEnabled(Problem, code="two_factor_not_enabled"):
    pass


class UnpaidOrdersTooLarge(Problem, code="unpaid_orders_too_large"):
    most: int
    largest: str
    most_value: int
    held_units: int
    held_value: int


class UnsupportedMediaType(Problem, code="unsupported_media_type"):
    pass


class UserNotFound(Problem, code="user_not_found"):
    id: int


class ValidationFailed(Problem, code="validation_failed"):
    candidates: list[str] | None = None
    questions: list[ValidationFailedQuestions] | None = None


class VerifiedEmailRequired(Problem, code="verified_email_required"):
    transaction_id: int


class VersionConflict(Problem, code="version_conflict"):
    pass


class VersionNotFound(Problem, code="version_not_found"):
    number: int


class VoucherNeedsVerifiedEmail(Problem, code="voucher_needs_verified_email"):
    pass


class VoucherNotFound(Problem, code="voucher_not_found"):
    id: int


class VoucherRefused(Problem, code="voucher_refused"):
    voucher: str
    rules: list[VoucherRefusedRules]


class WebhookNotFound(Problem, code="webhook_not_found"):
    id: int


class WrongCredentials(Problem, code="wrong_credentials"):
    pass


class WrongPin(Problem, code="wrong_pin"):
    pass


class WrongTotpCode(Problem, code="wrong_totp_code"):
    pass


class AccountsCalls(Resource):
    def change_password(self, body: PasswordChange, *, idempotency_key: str | None = None) -> TokenResponse:
        """Change the caller's password. All sessions end, and the response starts a new one.

        API keys are not accepted."""
        answer: TokenResponse = self._call(
            "POST", "/api/auth/password/change", body=body, headers={"idempotency-key": idempotency_key}
        )
        return answer

    def request_password_reset(self, body: PasswordResetRequest, *, idempotency_key: str | None = None) -> Message:
        """Send an e-mail with a link that resets the password. The response does not reveal if the account exists.

        No authentication required."""
        answer: Message = self._call(
            "POST", "/api/auth/password/forgot", body=body, headers={"idempotency-key": idempotency_key}
        )
        return answer

    def reset_password(self, body: PasswordReset, *, idempotency_key: str | None = None) -> PasswordResetResult:
        """Set a new password with the link from the e-mail, once. All sessions end; sign in with the new password.

        If the address was never verified before, somebody else may have created the account: its API keys are revoked, its
        webhooks are paused, and its two-factor authentication is removed. Otherwise two-factor authentication stays, and so
        do the keys and webhooks unless `revoke_api_keys` is true.

        No authentication required."""
        answer: PasswordResetResult = self._call(
            "POST", "/api/auth/password/reset", body=body, headers={"idempotency-key": idempotency_key}
        )
        return answer

    def send_verification_email(self, *, idempotency_key: str | None = None) -> Message:
        """Send the verification e-mail again. The previous link expires.

        API keys are not accepted."""
        answer: Message = self._call("POST", "/api/auth/verify/send", headers={"idempotency-key": idempotency_key})
        return answer

    def verify_email(self, body: EmailVerification, *, idempotency_key: str | None = None) -> VerifiedEmail:
        """Verify the e-mail address that the link was sent to. Repeating the call returns the same response.

        No authentication required."""
        answer: VerifiedEmail = self._call(
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
            "stock_moved",
            "customer_created",
            "customer_changed",
            "customer_erased",
            "debt_repaid",
            "sale",
            "counter_sale",
            "order_placed",
            "order_payment",
            "order_paid",
            "order_cancelled",
            "refund",
            "voucher_created",
            "voucher_changed",
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
            "stock_moved",
            "customer_created",
            "customer_changed",
            "customer_erased",
            "debt_repaid",
            "sale",
            "counter_sale",
            "order_placed",
            "order_payment",
            "order_paid",
            "order_cancelled",
            "refund",
            "voucher_created",
            "voucher_changed",
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
    ) -> ActivityExport: ...
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
            "stock_moved",
            "customer_created",
            "customer_changed",
            "customer_erased",
            "debt_repaid",
            "sale",
            "counter_sale",
            "order_placed",
            "order_payment",
            "order_paid",
            "order_cancelled",
            "refund",
            "voucher_created",
            "voucher_changed",
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
    ) -> bytes | ActivityExport:
        """Download the caller's own activities, newest first; the export itself is the first entry.

        CSV times are in the Jakarta time zone, and an apostrophe precedes cells that a spreadsheet would run as a formula.

        An API key needs the scope users:read."""
        answer: bytes | ActivityExport = self._call(
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
            "stock_moved",
            "customer_created",
            "customer_changed",
            "customer_erased",
            "debt_repaid",
            "sale",
            "counter_sale",
            "order_placed",
            "order_payment",
            "order_paid",
            "order_cancelled",
            "refund",
            "voucher_created",
            "voucher_changed",
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
        """List the caller's own activities, newest first, by type or days.

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
            "stock_moved",
            "customer_created",
            "customer_changed",
            "customer_erased",
            "debt_repaid",
            "sale",
            "counter_sale",
            "order_placed",
            "order_payment",
            "order_paid",
            "order_cancelled",
            "refund",
            "voucher_created",
            "voucher_changed",
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
        """Yield each row of `list`, page after page."""
        return walk(
            lambda cursor: self.list(per_page=per_page, from_=from_, to=to, type=type, cursor=cursor), "activities"
        )


class AnalysesCalls(Resource):
    @overload
    def create(
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
    def create(
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
    def create(
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
        """Analyse a file: statistics, trend, growth, quality and forecast of each series, and of their total.

        Columns are recognised by their names and contents. If a choice is left open, the answer is a 422 with the code
        `analysis_question`, the `parameter` that decides it and the `candidates`; several open choices are listed in
        `questions`. If time or memory runs out, the answer holds the finished series, and `degraded` says what is missing.
        Only the file's name and size are stored, in the activity log; the answer is cached in memory for a while and reused
        for the same file and parameters.

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
    def list_completion_rates(
        self,
        *,
        per_page: int | None = None,
        cursor: str | None = None,
        course_id: int | None = None,
        format: Literal["json"] | None = None,
        by: Literal["course", "month"] | None = None,
    ) -> CompletionRateReport: ...
    @overload
    def list_completion_rates(
        self,
        *,
        per_page: int | None = None,
        cursor: str | None = None,
        course_id: int | None = None,
        format: Literal["csv"],
        by: Literal["course", "month"] | None = None,
    ) -> bytes: ...
    def list_completion_rates(
        self,
        *,
        per_page: int | None = None,
        cursor: str | None = None,
        course_id: int | None = None,
        format: Literal["json", "csv"] | None = None,
        by: Literal["course", "month"] | None = None,
    ) -> CompletionRateReport | bytes:
        """Return the share of enrolled learners who completed each course, and their median days.

        Learners who left count as enrolled. The CSV has a row for each course, or for each month of each.

        An API key needs the scope analytics:read."""
        answer: CompletionRateReport | bytes = self._call(
            "GET",
            "/api/analytics/completion-rates",
            query={"per_page": per_page, "cursor": cursor, "course_id": course_id, "format": format, "by": by},
        )
        return answer

    def walk_completion_rates(
        self, *, per_page: int = 100, course_id: int | None = None, by: Literal["course", "month"] | None = None
    ) -> Iterator[CourseCompletionRate]:
        """Yield each row of `list_completion_rates`, page after page."""
        return walk(
            lambda cursor: self.list_completion_rates(per_page=per_page, course_id=course_id, by=by, cursor=cursor),
            "courses",
        )

    @overload
    def list_course_engagement(
        self,
        *,
        per_page: int | None = None,
        cursor: str | None = None,
        course_id: int | None = None,
        format: Literal["json"] | None = None,
    ) -> CourseEngagementReport: ...
    @overload
    def list_course_engagement(
        self,
        *,
        per_page: int | None = None,
        cursor: str | None = None,
        course_id: int | None = None,
        format: Literal["csv"],
    ) -> bytes: ...
    def list_course_engagement(
        self,
        *,
        per_page: int | None = None,
        cursor: str | None = None,
        course_id: int | None = None,
        format: Literal["json", "csv"] | None = None,
    ) -> CourseEngagementReport | bytes:
        """Return the activity of each course's learners; for a single course also by day and content.

        In the CSV the column `row` tells courses, days and contents apart.

        An API key needs the scope analytics:read."""
        answer: CourseEngagementReport | bytes = self._call(
            "GET",
            "/api/analytics/course-engagement",
            query={"per_page": per_page, "cursor": cursor, "course_id": course_id, "format": format},
        )
        return answer

    def walk_course_engagement(
        self, *, per_page: int = 100, course_id: int | None = None
    ) -> Iterator[EngagementFigures]:
        """Yield each row of `list_course_engagement`, page after page."""
        return walk(
            lambda cursor: self.list_course_engagement(per_page=per_page, course_id=course_id, cursor=cursor), "courses"
        )

    @overload
    def list_course_progress(
        self,
        *,
        per_page: int | None = None,
        cursor: str | None = None,
        course_id: int | None = None,
        format: Literal["json"] | None = None,
    ) -> CourseProgressReport: ...
    @overload
    def list_course_progress(
        self,
        *,
        per_page: int | None = None,
        cursor: str | None = None,
        course_id: int | None = None,
        format: Literal["csv"],
    ) -> bytes: ...
    def list_course_progress(
        self,
        *,
        per_page: int | None = None,
        cursor: str | None = None,
        course_id: int | None = None,
        format: Literal["json", "csv"] | None = None,
    ) -> CourseProgressReport | bytes:
        """Return the progress of each course's learners: by state and percentage, mean and median.

        An API key needs the scope analytics:read."""
        answer: CourseProgressReport | bytes = self._call(
            "GET",
            "/api/analytics/course-progress",
            query={"per_page": per_page, "cursor": cursor, "course_id": course_id, "format": format},
        )
        return answer

    def walk_course_progress(self, *, per_page: int = 100, course_id: int | None = None) -> Iterator[ProgressFigures]:
        """Yield each row of `list_course_progress`, page after page."""
        return walk(
            lambda cursor: self.list_course_progress(per_page=per_page, course_id=course_id, cursor=cursor), "courses"
        )

    @overload
    def list_user_progress(
        self,
        *,
        per_page: int | None = None,
        cursor: str | None = None,
        course_id: int | None = None,
        format: Literal["json"] | None = None,
        state: Literal["not_started", "in_progress", "completed", "left"] | None = None,
        inactive_days: int | None = None,
        name: str | None = None,
        scope: Literal["learners", "own", "all"] | None = None,
    ) -> UserProgressReport: ...
    @overload
    def list_user_progress(
        self,
        *,
        per_page: int | None = None,
        cursor: str | None = None,
        course_id: int | None = None,
        format: Literal["csv"],
        state: Literal["not_started", "in_progress", "completed", "left"] | None = None,
        inactive_days: int | None = None,
        name: str | None = None,
        scope: Literal["learners", "own", "all"] | None = None,
    ) -> bytes: ...
    def list_user_progress(
        self,
        *,
        per_page: int | None = None,
        cursor: str | None = None,
        course_id: int | None = None,
        format: Literal["json", "csv"] | None = None,
        state: Literal["not_started", "in_progress", "completed", "left"] | None = None,
        inactive_days: int | None = None,
        name: str | None = None,
        scope: Literal["learners", "own", "all"] | None = None,
    ) -> UserProgressReport | bytes:
        """List learners with their progress, by course: all for admins, those of their courses for owners, else your own.

        The CSV holds all of them, with times in Jakarta.

        An API key needs the scope analytics:read."""
        answer: UserProgressReport | bytes = self._call(
            "GET",
            "/api/analytics/user-progress",
            query={
                "per_page": per_page,
                "cursor": cursor,
                "course_id": course_id,
                "format": format,
                "state": state,
                "inactive_days": inactive_days,
                "name": name,
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
        name: str | None = None,
        scope: Literal["learners", "own", "all"] | None = None,
    ) -> Iterator[LearnerProgress]:
        """Yield each row of `list_user_progress`, page after page."""
        return walk(
            lambda cursor: self.list_user_progress(
                per_page=per_page,
                course_id=course_id,
                state=state,
                inactive_days=inactive_days,
                name=name,
                scope=scope,
                cursor=cursor,
            ),
            "learners",
        )

    @overload
    def show_cohorts(self, *, course_id: int, format: Literal["json"] | None = None) -> CohortReport: ...
    @overload
    def show_cohorts(self, *, course_id: int, format: Literal["csv"]) -> bytes: ...
    def show_cohorts(self, *, course_id: int, format: Literal["json", "csv"] | None = None) -> CohortReport | bytes:
        """Return for each month of enrolment the timely completions and the weekly retention.

        An API key needs the scope analytics:read."""
        answer: CohortReport | bytes = self._call(
            "GET", "/api/analytics/cohorts", query={"course_id": course_id, "format": format}
        )
        return answer


class ApiKeysCalls(Resource):
    def create(
        self, body: ApiKeyCreate | None = None, *, idempotency_key: str | None = None
    ) -> NewApiKey | RoleRequest:
        """Create an API key. The key is shown only in this response; an e-mail names its beginning and its expiry.

        Developers get a key; for anyone else the call files a role request, which is granted at once. If the shop sets
        `DEVELOPER_ROLE=review`, the response is 202 with the request, which an admin decides.

        API keys are not accepted."""
        answer: NewApiKey | RoleRequest = self._call(
            "POST", "/api/developer/key", body=body or {}, headers={"idempotency-key": idempotency_key}
        )
        return answer

    def introspect(self) -> ApiKeyIntrospection:
        """Show the key of this call: its scopes, its owner's roles and its expiry.

        API keys of any scope are accepted."""
        answer: ApiKeyIntrospection = self._call("GET", "/api/developer/key/self")
        return answer

    def report_leak(self, body: ApiKeyLeakReport, *, idempotency_key: str | None = None) -> Message:
        """Report a key that was found where it does not belong: it is revoked, and its owner is notified by e-mail.

        The response is always the same. Keys of this shop look like `fn_` and 61 letters and digits.

        No authentication required."""
        answer: Message = self._call(
            "POST", "/api/developer/key/report", body=body, headers={"idempotency-key": idempotency_key}
        )
        return answer

    def revoke(self, api_key_id: int, *, idempotency_key: str | None = None) -> ApiKey:
        """Revoke one of the caller's keys (an admin: any). The next call with it is rejected.

        API keys are not accepted."""
        answer: ApiKey = self._call(
            "DELETE", f"/api/developer/keys/{api_key_id}", headers={"idempotency-key": idempotency_key}
        )
        return answer

    def rotate(
        self, api_key_id: int, body: ApiKeyRotate | None = None, *, idempotency_key: str | None = None
    ) -> NewApiKey:
        """Replace one of the caller's active keys by a new one, shown only in this response.

        The old key keeps working for `overlap_hours`.

        API keys are not accepted."""
        answer: NewApiKey = self._call(
            "POST",
            f"/api/developer/keys/{api_key_id}/rotate",
            body=body or {},
            headers={"idempotency-key": idempotency_key},
        )
        return answer

    def show(self, api_key_id: int) -> ApiKeyWithUsage:
        """Show one of the caller's keys (an admin: any), and its calls against its quota.

        API keys are not accepted."""
        answer: ApiKeyWithUsage = self._call("GET", f"/api/developer/keys/{api_key_id}")
        return answer

    def update(
        self, api_key_id: int, body: ApiKeyUpdate | None = None, *, idempotency_key: str | None = None
    ) -> ApiKey:
        """Change the name or the quota of a key. Its scopes cannot be changed.

        API keys are not accepted."""
        answer: ApiKey = self._call(
            "PATCH", f"/api/developer/keys/{api_key_id}", body=body or {}, headers={"idempotency-key": idempotency_key}
        )
        return answer

    def list(
        self,
        *,
        page: int | None = None,
        per_page: int | None = None,
        cursor: str | None = None,
        user_id: int | None = None,
    ) -> ApiKeyPage:
        """List the caller's keys, newest first, including inactive ones.

        API keys are not accepted."""
        answer: ApiKeyPage = self._call(
            "GET",
            "/api/developer/keys",
            query={"page": page, "per_page": per_page, "cursor": cursor, "user_id": user_id},
        )
        return answer

    def walk(self, *, per_page: int = 100, user_id: int | None = None) -> Iterator[ApiKey]:
        """Yield each row of `list`, page after page."""
        return walk(lambda cursor: self.list(per_page=per_page, user_id=user_id, cursor=cursor), "api_keys")


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
        """Save answers without submitting, so that a lost connection loses none.

        From 30 s after `expires_at` this is a 409 `attempt_ended`.

        An API key needs the scope courses:write."""
        answer: Attempt = self._call(
            "PUT",
            f"/api/courses/{course_id}/contents/{content_id}/attempts/{attempt_id}",
            body=body or {},
            headers={"idempotency-key": idempotency_key},
        )
        return answer

    def show(self, course_id: int, content_id: int, attempt_id: int) -> Attempt:
        """Return one of your attempts.

        If its time has ended, by more than 30 s, this submits it with its saved answers.

        An API key needs the scope courses:read."""
        answer: Attempt = self._call("GET", f"/api/courses/{course_id}/contents/{content_id}/attempts/{attempt_id}")
        return answer

    def start(self, course_id: int, content_id: int, *, idempotency_key: str | None = None) -> Attempt:
        """Start an attempt, or return the one in progress.

        The response has the questions without the correct answers.

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
    ) -> SubmittedAttempt:
        """Submit the attempt with the saved answers and these.

        Submitting it again returns the same result. Answers that arrive more than 30 s after `expires_at`, or after an
        earlier submission, are not counted, and `ignored_answers` lists their questions. Save answers early: these count.

        An API key needs the scope courses:write."""
        answer: SubmittedAttempt = self._call(
            "POST",
            f"/api/courses/{course_id}/contents/{content_id}/attempts/{attempt_id}/submit",
            body=body or {},
            headers={"idempotency-key": idempotency_key},
        )
        return answer

    def list(self, course_id: int, content_id: int) -> Attempts:
        """List your attempts at the quiz, and its limits.

        This submits an attempt whose time has ended, with its saved answers. So do the attempt and your progress.

        An API key needs the scope courses:read."""
        answer: Attempts = self._call("GET", f"/api/courses/{course_id}/contents/{content_id}/attempts")
        return answer


class AuditCalls(Resource):
    @overload
    def export(
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
    def export(
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
    ) -> AuditExport: ...
    def export(
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
    ) -> bytes | AuditExport:
        """Export audit entries as CSV or JSON. The export is recorded in the admin's activities.

        In the CSV, times are in Jakarta time, changes are JSON, and text that a spreadsheet would run as a formula starts
        with an apostrophe.

        Needs one of the roles: admin. API keys are not accepted."""
        answer: bytes | AuditExport = self._call(
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

    def show(self, entry_id: int) -> AuditEntry:
        """Return an audit entry.

        Needs one of the roles: admin. API keys are not accepted."""
        answer: AuditEntry = self._call("GET", f"/api/audit/{entry_id}")
        return answer

    def show_head(self) -> AuditHead:
        """Return the end of the audit chain. A copy kept elsewhere reveals later whether entries before it were removed.

        Needs one of the roles: admin. API keys are not accepted."""
        answer: AuditHead = self._call("GET", "/api/audit/head")
        return answer

    def list(
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
        """List audit entries, newest first. A denied call is an entry with the operation DENIED.

        Needs one of the roles: admin. API keys are not accepted."""
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

    def walk(
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
    ) -> Iterator[AuditEntry]:
        """Yield each row of `list`, page after page."""
        return walk(
            lambda cursor: self.list(
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


class AuthCalls(Resource):
    def end_all_sessions(self, body: SessionsEnd | None = None, *, idempotency_key: str | None = None) -> SessionsEnded:
        """End all sessions of the caller except this one; with `current`, this one as well.

        API keys are not accepted."""
        answer: SessionsEnded = self._call(
            "DELETE", "/api/auth/sessions", body=body or {}, headers={"idempotency-key": idempotency_key}
        )
        return answer

    def end_session(
        self, session_id: str, body: Reauthentication | None = None, *, idempotency_key: str | None = None
    ) -> Message:
        """End one of the caller's sessions. Its tokens are rejected from the next call on.

        API keys are not accepted."""
        answer: Message = self._call(
            "DELETE",
            f"/api/auth/sessions/{segment(session_id)}",
            body=body or {},
            headers={"idempotency-key": idempotency_key},
        )
        return answer

    def list_sessions(self) -> SessionList:
        """List the caller's active sessions, most recently used first.

        API keys are not accepted."""
        answer: SessionList = self._call("GET", "/api/auth/sessions")
        return answer

    def login(self, body: SignIn, *, idempotency_key: str | None = None) -> TokenResponse:
        """Sign in with an e-mail address or username, in either field. An unknown account and a wrong password look alike.

        With two-factor authentication, a correct password returns 401 `totp_code_required`; repeat the call with `code` (or
        `recovery_code`).

        No authentication required."""
        answer: TokenResponse = self._call(
            "POST", "/api/auth/login", body=body, headers={"idempotency-key": idempotency_key}
        )
        return answer

    def logout(self, *, idempotency_key: str | None = None) -> Message:
        """End the session of this token.

        API keys are not accepted."""
        answer: Message = self._call("POST", "/api/auth/logout", headers={"idempotency-key": idempotency_key})
        return answer

    def refresh(self, body: TokenRefresh | None = None, *, idempotency_key: str | None = None) -> TokenResponse:
        """Exchange a refresh token, in the body or the Authorization header, for a new pair of tokens.

        For 30 seconds the old refresh token returns the same successor, so that several tabs may refresh together and a
        lost response can be retried. After that, or once the successor was used, it ends the session.

        No authentication required."""
        answer: TokenResponse = self._call(
            "POST", "/api/auth/refresh", body=body or {}, headers={"idempotency-key": idempotency_key}
        )
        return answer

    def register(self, body: SignUp, *, idempotency_key: str | None = None) -> TokenResponse:
        """Create an account with the role buyer and sign it in.

        An e-mail address gets an e-mail with a verification link. If others have just registered from the same network it
        is delayed by some minutes, and if that network has used up its daily number it is not sent: request it with `POST
        /api/auth/verify/send`.

        No authentication required."""
        answer: TokenResponse = self._call(
            "POST", "/api/auth/register", body=body, headers={"idempotency-key": idempotency_key}
        )
        return answer


class AvatarsCalls(Resource):
    def delete(self, *, idempotency_key: str | None = None) -> Message:
        """Delete the caller's avatar. Succeeds if there is none.

        API keys are not accepted."""
        answer: Message = self._call("DELETE", "/api/users/avatar", headers={"idempotency-key": idempotency_key})
        return answer

    def upload(self, body: AvatarForm, *, idempotency_key: str | None = None) -> Avatar:
        """Set the caller's avatar, replacing an earlier one.

        API keys are not accepted."""
        answer: Avatar = self._call(
            "POST", "/api/users/upload-avatar", form=body, headers={"idempotency-key": idempotency_key}
        )
        return answer


class BackupsCalls(Resource):
    def list(self, *, per_page: int | None = None, cursor: str | None = None) -> Backups:
        """List backups, newest first. The list is read by cursor.

        Needs one of the roles: admin. API keys are not accepted."""
        answer: Backups = self._call("GET", "/api/backups", query={"per_page": per_page, "cursor": cursor})
        return answer

    def walk(self, *, per_page: int = 100) -> Iterator[Backup]:
        """Yield each row of `list`, page after page."""
        return walk(lambda cursor: self.list(per_page=per_page, cursor=cursor), "backups")


class BrandsCalls(Resource):
    def create(self, body: BrandCreate, *, idempotency_key: str | None = None) -> Brand:
        """Create a brand, open to all sellers or owned by one.

        Needs one of the roles: admin. An API key needs the scope products:write."""
        answer: Brand = self._call(
            "POST", "/api/products/brands", body=body, headers={"idempotency-key": idempotency_key}
        )
        return answer

    def delete(self, brand_id: int, *, idempotency_key: str | None = None) -> Message:
        """Delete a brand without products.

        Needs one of the roles: admin. An API key needs the scope products:write."""
        answer: Message = self._call(
            "DELETE", f"/api/products/brands/{brand_id}", headers={"idempotency-key": idempotency_key}
        )
        return answer

    def show(self, brand_id: int) -> Brand:
        """Show a brand.

        No authentication required."""
        answer: Brand = self._call("GET", f"/api/products/brands/{brand_id}")
        return answer

    def update(self, brand_id: int, body: BrandUpdate | None = None, *, idempotency_key: str | None = None) -> Brand:
        """Rename a brand, or change its owner.

        Needs one of the roles: admin. An API key needs the scope products:write."""
        answer: Brand = self._call(
            "PUT", f"/api/products/brands/{brand_id}", body=body or {}, headers={"idempotency-key": idempotency_key}
        )
        return answer

    def list(self, *, per_page: int | None = None, cursor: str | None = None) -> BrandList:
        """List brands in the order of their names, by cursor.

        No authentication required."""
        answer: BrandList = self._call("GET", "/api/products/brands", query={"per_page": per_page, "cursor": cursor})
        return answer

    def walk(self, *, per_page: int = 100) -> Iterator[Brand]:
        """Yield each row of `list`, page after page."""
        return walk(lambda cursor: self.list(per_page=per_page, cursor=cursor), "brands")


class CategoriesCalls(Resource):
    def create(self, body: CategoryCreate, *, idempotency_key: str | None = None) -> CategoryWithPath:
        """Create a category, at the top or below another.

        Needs one of the roles: admin. An API key needs the scope products:write."""
        answer: CategoryWithPath = self._call(
            "POST", "/api/products/categories", body=body, headers={"idempotency-key": idempotency_key}
        )
        return answer

    def delete(self, category_id: int, *, idempotency_key: str | None = None) -> Message:
        """Delete a category without products and subcategories.

        Needs one of the roles: admin. An API key needs the scope products:write."""
        answer: Message = self._call(
            "DELETE", f"/api/products/categories/{category_id}", headers={"idempotency-key": idempotency_key}
        )
        return answer

    def delete_all(self, body: CategoriesDelete, *, idempotency_key: str | None = None) -> CategoriesDeleted:
        """Delete categories with all below them, also those with products, which get another category or none.

        A call moves up to 2,000 products. Repeat it until `done` is true.

        Needs one of the roles: admin. An API key needs the scope products:write."""
        answer: CategoriesDeleted = self._call(
            "POST", "/api/products/categories/delete", body=body, headers={"idempotency-key": idempotency_key}
        )
        return answer

    def show(self, category_id: int) -> CategoryWithPath:
        """Show a category and its subcategories.

        No authentication required."""
        answer: CategoryWithPath = self._call("GET", f"/api/products/categories/{category_id}")
        return answer

    def update(
        self, category_id: int, body: CategoryUpdate | None = None, *, idempotency_key: str | None = None
    ) -> CategoryWithPath:
        """Rename or move a category with its subcategories. A `parent_id` of null moves it to the top.

        Needs one of the roles: admin. An API key needs the scope products:write."""
        answer: CategoryWithPath = self._call(
            "PUT",
            f"/api/products/categories/{category_id}",
            body=body or {},
            headers={"idempotency-key": idempotency_key},
        )
        return answer

    def list(self) -> CategoryTree:
        """List all categories as a tree, each level in the order of names.

        No authentication required."""
        answer: CategoryTree = self._call("GET", "/api/products/categories")
        return answer


class CertificatesCalls(Resource):
    def download_credential(self, code: str) -> bytes:
        """Download the certificate as a signed Open Badge 3.0 (RS256), which anyone can verify offline.

        It has the learner's name, and their e-mail address as a salted hash.

        No authentication required."""
        answer: bytes = self._call("GET", f"/api/certificates/{segment(code)}/credential")
        return answer

    def download_pdf(self, code: str) -> bytes:
        """Download the certificate as a PDF; for its holder, the course's owner and admins.

        An API key needs the scope courses:read."""
        answer: bytes = self._call("GET", f"/api/certificates/{segment(code)}/pdf")
        return answer

    def list_keys(self) -> PublicKeySet:
        """Return the public keys of all credentials ever signed here, as a JWK set.

        No authentication required."""
        answer: PublicKeySet = self._call("GET", "/api/certificates/keys")
        return answer

    def list_revoked(self) -> RevocationList:
        """List the revoked credentials: the target of a credential's `credentialStatus`.

        No authentication required."""
        answer: RevocationList = self._call("GET", "/api/certificates/revoked")
        return answer

    def reissue(self, code: str, body: CertificateReissue, *, idempotency_key: str | None = None) -> Certificate:
        """Reissue a certificate with a corrected name; for the course's owner and admins.

        The new certificate has its own code and the date of the completion. The old code is revoked, and the holder gets an
        e-mail. `printed_name` shows if the PDF can't print a character of the name.

        An API key needs the scope courses:write."""
        answer: Certificate = self._call(
            "POST",
            f"/api/certificates/{segment(code)}/reissue",
            body=body,
            headers={"idempotency-key": idempotency_key},
        )
        return answer

    def revoke(self, code: str, body: Reason, *, idempotency_key: str | None = None) -> Message:
        """Revoke a certificate for good; for the course's owner and admins.

        The holder gets an e-mail with the reason.

        An API key needs the scope courses:write."""
        answer: Message = self._call(
            "DELETE", f"/api/certificates/{segment(code)}", body=body, headers={"idempotency-key": idempotency_key}
        )
        return answer

    def show(self, code: str) -> Certificate:
        """Verify a certificate: is it genuine and still valid?

        Its code of 26 letters and digits may be in lower case and in groups separated by hyphens or spaces.

        No authentication required."""
        answer: Certificate = self._call("GET", f"/api/certificates/{segment(code)}")
        return answer

    def show_issuer(self) -> Issuer:
        """Return the issuer of the credentials.

        No authentication required."""
        answer: Issuer = self._call("GET", "/api/certificates/issuer")
        return answer

    def show_key(self, key_id: str) -> PublicKey:
        """Return one public key: the target of a credential's `kid`.

        No authentication required."""
        answer: PublicKey = self._call("GET", f"/api/certificates/keys/{segment(key_id)}")
        return answer

    def list(self, *, per_page: int | None = None, cursor: str | None = None) -> CertificateList:
        """List your certificates, newest first, with cursor pagination.

        An API key needs the scope courses:read."""
        answer: CertificateList = self._call("GET", "/api/certificates", query={"per_page": per_page, "cursor": cursor})
        return answer

    def walk(self, *, per_page: int = 100) -> Iterator[Certificate]:
        """Yield each row of `list`, page after page."""
        return walk(lambda cursor: self.list(per_page=per_page, cursor=cursor), "certificates")


class ChangesCalls(Resource):
    def list(self, *, since: str | None = None, limit: int | None = None, till_id: int | None = None) -> ChangeList:
        """List what has changed since the last call, in the order of commits.

        Each category, brand and product appears once, in its current state; an item that changes while you page appears
        again. Apply each change to your copy, store `next_since` with it, and continue while `has_more` is true. No change
        is ever missed, whatever the number of concurrent writers. A page with long descriptions has fewer than `limit`.

        With `till_id` taxes, vouchers, staff, customers with the credit left to them, the outlet and the till itself come
        in the same order. An API key needs the scope `customers:read` for it.

        No authentication required."""
        answer: ChangeList = self._call(
            "GET", "/api/changes", query={"since": since, "limit": limit, "till_id": till_id}
        )
        return answer


class CourseDraftsCalls(Resource):
    def create_content(
        self, course_id: int, body: ContentCreate, *, if_match: str | None = None, idempotency_key: str | None = None
    ) -> DraftContentDetail:
        """Add a content to a section, at its position or as the last one.

        An API key needs the scope courses:write."""
        answer: DraftContentDetail = self._call(
            "POST",
            f"/api/courses/{course_id}/contents",
            body=body,
            headers={"if-match": if_match, "idempotency-key": idempotency_key},
        )
        return answer

    def create_section(
        self, course_id: int, body: SectionCreate, *, if_match: str | None = None, idempotency_key: str | None = None
    ) -> SectionDetail:
        """Add a section, at its position or as the last one.

        An API key needs the scope courses:write."""
        answer: SectionDetail = self._call(
            "POST",
            f"/api/courses/{course_id}/sections",
            body=body,
            headers={"if-match": if_match, "idempotency-key": idempotency_key},
        )
        return answer

    def delete_content(
        self, course_id: int, content_id: int, *, if_match: str | None = None, idempotency_key: str | None = None
    ) -> Message:
        """Remove a content from the draft; progress in it stays.

        An API key needs the scope courses:write."""
        answer: Message = self._call(
            "DELETE",
            f"/api/courses/{course_id}/contents/{content_id}",
            headers={"if-match": if_match, "idempotency-key": idempotency_key},
        )
        return answer

    def delete_section(
        self, course_id: int, section_id: int, *, if_match: str | None = None, idempotency_key: str | None = None
    ) -> Message:
        """Delete a section and remove its contents from the draft.

        An API key needs the scope courses:write."""
        answer: Message = self._call(
            "DELETE",
            f"/api/courses/{course_id}/sections/{section_id}",
            headers={"if-match": if_match, "idempotency-key": idempotency_key},
        )
        return answer

    def preview(self, course_id: int, body: MarkdownPreview) -> RenderedMarkdown:
        """Render Markdown as learners of your course will see it (admins: of any course). Nothing is stored.

        An API key needs the scope courses:read."""
        answer: RenderedMarkdown = self._call("POST", f"/api/courses/{course_id}/preview", body=body)
        return answer

    def publish(
        self,
        course_id: int,
        *,
        dry_run: bool | None = None,
        if_match: str | None = None,
        idempotency_key: str | None = None,
    ) -> PublishResult:
        """Publish the draft as a new, immutable version. Without a change the last version stays.

        A course that nobody could complete is refused with every reason (`course_not_completable`, `reasons`).
        Another call of the same author at the same time is a 429. Some megabytes of new texts are published in parts
        (`draft_too_long`).
        `closed_because` says why a published course is still closed to new learners: it is unlisted, or its product is not
        sold.

        An API key needs the scope courses:write."""
        answer: PublishResult = self._call(
            "POST",
            f"/api/courses/{course_id}/publish",
            query={"dry_run": dry_run},
            headers={"if-match": if_match, "idempotency-key": idempotency_key},
        )
        return answer

    def reorder_outline(
        self, course_id: int, body: OutlineUpdate, *, if_match: str | None = None, idempotency_key: str | None = None
    ) -> Message:
        """Set the order of all sections and contents at once.

        An API key needs the scope courses:write."""
        answer: Message = self._call(
            "PUT",
            f"/api/courses/{course_id}/outline",
            body=body,
            headers={"if-match": if_match, "idempotency-key": idempotency_key},
        )
        return answer

    def show(self, course_id: int) -> CourseDraft:
        """Return the draft of your course (admins: of any course).

        Its ETag is a value of `If-Match`.

        An API key needs the scope courses:read."""
        answer: CourseDraft = self._call("GET", f"/api/courses/{course_id}/draft")
        return answer

    def show_content(self, course_id: int, content_id: int) -> DraftContentDetail:
        """Return a content of the draft.

        An API key needs the scope courses:read."""
        answer: DraftContentDetail = self._call("GET", f"/api/courses/{course_id}/draft/contents/{content_id}")
        return answer

    def update_content(
        self,
        course_id: int,
        content_id: int,
        body: ContentUpdate | None = None,
        *,
        if_match: str | None = None,
        idempotency_key: str | None = None,
    ) -> DraftContentDetail:
        """Update the given fields of a content; a `section_id` moves it, or restores a removed one.

        An API key needs the scope courses:write."""
        answer: DraftContentDetail = self._call(
            "PUT",
            f"/api/courses/{course_id}/contents/{content_id}",
            body=body or {},
            headers={"if-match": if_match, "idempotency-key": idempotency_key},
        )
        return answer

    def update_section(
        self,
        course_id: int,
        section_id: int,
        body: SectionUpdate | None = None,
        *,
        if_match: str | None = None,
        idempotency_key: str | None = None,
    ) -> SectionDetail:
        """Rename or move a section.

        An API key needs the scope courses:write."""
        answer: SectionDetail = self._call(
            "PUT",
            f"/api/courses/{course_id}/sections/{section_id}",
            body=body or {},
            headers={"if-match": if_match, "idempotency-key": idempotency_key},
        )
        return answer


class CourseFilesCalls(Resource):
    def download(self, course_id: int, content_id: int) -> bytes:
        """Download the file of a published content; for enrolled learners, the course's owner and admins.

        An API key needs the scope courses:read."""
        answer: bytes = self._call("GET", f"/api/courses/{course_id}/contents/{content_id}/file")
        return answer

    def download_draft(self, course_id: int, content_id: int) -> bytes:
        """Download the file of a content of the draft.

        An API key needs the scope courses:read."""
        answer: bytes = self._call("GET", f"/api/courses/{course_id}/draft/contents/{content_id}/file")
        return answer

    def upload(
        self,
        course_id: int,
        content_id: int,
        body: FileForm,
        *,
        if_match: str | None = None,
        idempotency_key: str | None = None,
    ) -> DraftContentDetail:
        """Upload the file of a content of the kind `file`, in place of an earlier one.

        An API key needs the scope courses:write."""
        answer: DraftContentDetail = self._call(
            "PUT",
            f"/api/courses/{course_id}/contents/{content_id}/file",
            form=body,
            headers={"if-match": if_match, "idempotency-key": idempotency_key},
        )
        return answer


class CourseStatementsCalls(Resource):
    def export(self, course_id: int, *, user: Literal["me"] | None = None) -> CourseStatementsExportAnswer:
        """Export the activity in the course as xAPI 1.0.3 statements; for its owner and admins, or your own with `user=me`.

        Statements identify learners by account id, never by e-mail address. A statement keeps its id, so that a learning
        record store imports it once.

        An API key needs the scope analytics:read."""
        answer: CourseStatementsExportAnswer = self._call(
            "GET", f"/api/courses/{course_id}/statements", query={"user": user}
        )
        return answer


class CoursesCalls(Resource):
    def create(self, body: CourseCreate, *, idempotency_key: str | None = None) -> CourseDraft:
        """Create a course as a draft that only its owner and admins see.

        Needs one of the roles: admin. An API key needs the scope courses:write."""
        answer: CourseDraft = self._call(
            "POST", "/api/courses", body=body, headers={"idempotency-key": idempotency_key}
        )
        return answer

    def delete(self, course_id: int, *, if_match: str | None = None, idempotency_key: str | None = None) -> Message:
        """Delete your course (admins: any course): hide it from all but its enrolled learners.

        A course with buyers is a 409 `course_has_buyers`; close it with `listed: false`. An admin can restore a deleted
        course.

        An API key needs the scope courses:write."""
        answer: Message = self._call(
            "DELETE", f"/api/courses/{course_id}", headers={"if-match": if_match, "idempotency-key": idempotency_key}
        )
        return answer

    def list_versions(
        self, course_id: int, *, per_page: int | None = None, cursor: str | None = None
    ) -> CourseVersions:
        """List the published versions of your course (admins: of any course), newest first.

        An API key needs the scope courses:read."""
        answer: CourseVersions = self._call(
            "GET", f"/api/courses/{course_id}/versions", query={"per_page": per_page, "cursor": cursor}
        )
        return answer

    def walk_versions(self, course_id: int, *, per_page: int = 100) -> Iterator[CourseVersion]:
        """Yield each row of `list_versions`, page after page."""
        return walk(lambda cursor: self.list_versions(course_id, per_page=per_page, cursor=cursor), "versions")

    def restore(self, course_id: int, *, idempotency_key: str | None = None) -> CourseDraft:
        """Restore a deleted course.

        Needs one of the roles: admin. An API key needs the scope courses:write."""
        answer: CourseDraft = self._call(
            "POST", f"/api/courses/{course_id}/restore", headers={"idempotency-key": idempotency_key}
        )
        return answer

    def show(self, course_id: int) -> CourseOutline:
        """Return the outline of the published version.

        A closed course is visible to enrolled learners, its owner and admins.

        No authentication required."""
        answer: CourseOutline = self._call("GET", f"/api/courses/{course_id}")
        return answer

    def show_content(self, course_id: int, content_id: int) -> PublishedContent:
        """Return a content of the published version; for enrolled learners, the course's owner and admins.

        Start an attempt to get the questions of a quiz.

        An API key needs the scope courses:read."""
        answer: PublishedContent = self._call("GET", f"/api/courses/{course_id}/contents/{content_id}")
        return answer

    def show_version(self, course_id: int, number: int) -> CourseVersionDetail:
        """Return one version of your course (admins: of any course).

        An API key needs the scope courses:read."""
        answer: CourseVersionDetail = self._call("GET", f"/api/courses/{course_id}/versions/{number}")
        return answer

    def update(
        self,
        course_id: int,
        body: CourseUpdate | None = None,
        *,
        if_match: str | None = None,
        idempotency_key: str | None = None,
    ) -> CourseDraft:
        """Update the given fields of your course's draft (admins: of any course). Learners see them once published.

        `product_id`, `listed` and `owner_id` take effect at once. A published course with buyers must keep a product (409
        `course_has_buyers`); if another replaces it, the buyers of the old one are enrolled. A product that no longer sells
        a course becomes inactive. `If-Match` takes the ETag of the draft.

        An API key needs the scope courses:write."""
        answer: CourseDraft = self._call(
            "PUT",
            f"/api/courses/{course_id}",
            body=body or {},
            headers={"if-match": if_match, "idempotency-key": idempotency_key},
        )
        return answer

    def list(
        self,
        *,
        page: int | None = None,
        per_page: int | None = None,
        cursor: str | None = None,
        scope: Literal["open", "enrolled", "own", "all", "deleted"] | None = None,
    ) -> Courses:
        """List courses, newest first, by page number or by cursor.

        No authentication required."""
        answer: Courses = self._call(
            "GET", "/api/courses", query={"page": page, "per_page": per_page, "cursor": cursor, "scope": scope}
        )
        return answer

    def walk(
        self, *, per_page: int = 100, scope: Literal["open", "enrolled", "own", "all", "deleted"] | None = None
    ) -> Iterator[Course]:
        """Yield each row of `list`, page after page."""
        return walk(lambda cursor: self.list(per_page=per_page, scope=scope, cursor=cursor), "courses")


class CustomersCalls(Resource):
    def create(self, body: CustomerCreate, *, idempotency_key: str | None = None) -> Customer:
        """Add a customer of the caller, who needs no account.

        Needs one of the roles: seller, admin. An API key needs the scope customers:write."""
        answer: Customer = self._call("POST", "/api/customers", body=body, headers={"idempotency-key": idempotency_key})
        return answer

    def delete(self, customer_id: int, *, write_off: bool | None = None, idempotency_key: str | None = None) -> Message:
        """Erase name, phone number and note of a customer, who must owe nothing unless it is written off.

        The reasons of refunds of their sales, which may name them, are erased, too, and what was typed in items of tills
        without a network that wait for a review. Rejected ones keep nothing.
        Their sales stay, as the books need them, with an id that leads to nobody. The audit log never had the erased.
        Repeating a call that named them, under its `Idempotency-Key`, is a 409 `idempotent_answer_lost`, and adds nobody.

        Needs one of the roles: seller, admin. An API key needs the scope customers:write."""
        answer: Message = self._call(
            "DELETE",
            f"/api/customers/{customer_id}",
            query={"write_off": write_off},
            headers={"idempotency-key": idempotency_key},
        )
        return answer

    def export(self, customer_id: int) -> CustomerExport:
        """Return all that the shop keeps of a customer, for them to have. The export is recorded in the activities.

        Needs one of the roles: seller, admin. An API key needs the scope customers:read."""
        answer: CustomerExport = self._call("GET", f"/api/customers/{customer_id}/export")
        return answer

    def repay(self, customer_id: int, body: OrderPayment, *, idempotency_key: str) -> Repayment:
        """Record what a customer pays back, without an `amount` all that they owe.

        It pays the oldest sales first. More than they owe is refused, with what they owe. At a till the money belongs to
        its open shift, and cash is rounded to coins.

        Needs one of the roles: seller, admin. An API key needs the scope customers:write."""
        answer: Repayment = self._call(
            "POST", f"/api/customers/{customer_id}/payments", body=body, headers={"idempotency-key": idempotency_key}
        )
        return answer

    def show(self, customer_id: int) -> Customer:
        """Return a customer of the caller, at a till one of its owner.

        Needs one of the roles: seller, admin. An API key needs the scope customers:read."""
        answer: Customer = self._call("GET", f"/api/customers/{customer_id}")
        return answer

    def show_account(self, customer_id: int, *, per_page: int | None = None, cursor: str | None = None) -> AccountPage:
        """List each change of what a customer owes, newest first.

        Needs one of the roles: seller, admin. An API key needs the scope customers:read."""
        answer: AccountPage = self._call(
            "GET", f"/api/customers/{customer_id}/account", query={"per_page": per_page, "cursor": cursor}
        )
        return answer

    def walkshow_account(self, customer_id: int, *, per_page: int = 100) -> Iterator[AccountEntry]:
        """Yield each row of `show_account`, page after page."""
        return walk(lambda cursor: self.show_account(customer_id, per_page=per_page, cursor=cursor), "entries")

    def update(
        self, customer_id: int, body: CustomerUpdate | None = None, *, idempotency_key: str | None = None
    ) -> Customer:
        """Change the given fields of a customer. A limit below what they owe only stops further credit.

        Needs one of the roles: seller, admin. An API key needs the scope customers:write."""
        answer: Customer = self._call(
            "PATCH", f"/api/customers/{customer_id}", body=body or {}, headers={"idempotency-key": idempotency_key}
        )
        return answer

    def list(
        self,
        *,
        per_page: int | None = None,
        cursor: str | None = None,
        search: str | None = None,
        debt: bool | None = None,
    ) -> CustomerPage:
        """List the caller's customers in the order of their names; with `debt=true` those who owe something, most first.

        Nobody sees the customers of others, admins neither. At a till they are those of its owner.

        Needs one of the roles: seller, admin. An API key needs the scope customers:read."""
        answer: CustomerPage = self._call(
            "GET", "/api/customers", query={"per_page": per_page, "cursor": cursor, "search": search, "debt": debt}
        )
        return answer

    def walk(self, *, per_page: int = 100, search: str | None = None, debt: bool | None = None) -> Iterator[Customer]:
        """Yield each row of `list`, page after page."""
        return walk(lambda cursor: self.list(per_page=per_page, search=search, debt=debt, cursor=cursor), "customers")


class EmailsCalls(Resource):
    def list(
        self,
        *,
        per_page: int | None = None,
        cursor: str | None = None,
        state: Literal["waiting", "sent", "given_up"] | None = None,
    ) -> Emails:
        """List e-mails, newest first.

        The list is read by cursor. Subjects and bodies are not shown, because some contain a link with a token.

        Needs one of the roles: admin. API keys are not accepted."""
        answer: Emails = self._call(
            "GET", "/api/emails", query={"per_page": per_page, "cursor": cursor, "state": state}
        )
        return answer

    def walk(
        self, *, per_page: int = 100, state: Literal["waiting", "sent", "given_up"] | None = None
    ) -> Iterator[Email]:
        """Yield each row of `list`, page after page."""
        return walk(lambda cursor: self.list(per_page=per_page, state=state, cursor=cursor), "emails")


class EnrolmentsCalls(Resource):
    def create(self, course_id: int, *, idempotency_key: str | None = None) -> CourseProgress:
        """Enrol in the course: 201, or 200 if you are already enrolled.

        A course that is sold requires its purchase (403 `purchase_required` with `product_id`), one with prerequisites
        their completion (409 `prerequisites_missing` with `missing`). Buyers and former learners may always return, unless
        the owner removed them (403 `learner_removed`), and keep their progress.

        An API key needs the scope courses:write."""
        answer: CourseProgress = self._call(
            "POST", f"/api/courses/{course_id}/enroll", headers={"idempotency-key": idempotency_key}
        )
        return answer

    def leave(self, course_id: int, *, idempotency_key: str | None = None) -> None:
        """Leave the course. Your progress stays, and counts again if you return.

        An API key needs the scope courses:write."""
        self._call("DELETE", f"/api/courses/{course_id}/enroll", headers={"idempotency-key": idempotency_key})

    def readmit_learner(self, course_id: int, user_id: int, *, idempotency_key: str | None = None) -> CourseProgress:
        """Readmit a former learner of your course (admins: of any course). Return their progress.

        An API key needs the scope courses:write."""
        answer: CourseProgress = self._call(
            "PUT", f"/api/courses/{course_id}/learners/{user_id}", headers={"idempotency-key": idempotency_key}
        )
        return answer

    def remove_learner(
        self, course_id: int, user_id: int, body: Reason, *, idempotency_key: str | None = None
    ) -> Message:
        """Remove a learner from your course (admins: from any course). They get an e-mail and keep their progress.

        They can't return by themselves; `PUT` readmits them.

        An API key needs the scope courses:write."""
        answer: Message = self._call(
            "DELETE",
            f"/api/courses/{course_id}/learners/{user_id}",
            body=body,
            headers={"idempotency-key": idempotency_key},
        )
        return answer

    def show_learner(self, course_id: int, user_id: int) -> CourseProgress:
        """Return the progress of a learner of your course (admins: of any course).

        An API key needs the scope courses:read."""
        answer: CourseProgress = self._call("GET", f"/api/courses/{course_id}/learners/{user_id}")
        return answer


class EventsCalls(Resource):
    def stream(self, *, types: str | None = None, seconds: int | None = None) -> bytes:
        """Send the caller's events as they happen (server-sent events), from now on or behind `Last-Event-ID`.

        Without events a comment comes every 15 seconds. The stream ends with the access token or its session, and after an
        hour; open it again with the `id` of the last event as `Last-Event-ID`. A user has up to 5 streams, a network
        32, half of them for users who are no sellers.

        Needs one of the roles: seller, developer, admin. An API key needs the scope webhooks:read."""
        answer: bytes = self._call("GET", "/api/events/stream", query={"types": types, "seconds": seconds})
        return answer

    def list(self, *, since: str | None = None, types: str | None = None, limit: int | None = None) -> EventList:
        """List what happened to the caller's documents, in the order of commits.

        Store `next_since` with what you have done, and continue while `has_more` is true. No event is ever missed, and none
        comes twice. They are kept for 30 days; an older `since` is a 410.

        Needs one of the roles: seller, developer, admin. An API key needs the scope webhooks:read."""
        answer: EventList = self._call("GET", "/api/events", query={"since": since, "types": types, "limit": limit})
        return answer


class HealthCalls(Resource):
    def show(self) -> Health:
        """Return the same as `/health/ready`.

        No authentication required."""
        answer: Health = self._call("GET", "/health")
        return answer

    def show_liveness(self) -> Health:
        """Check that the process answers, without the database.

        No authentication required."""
        answer: Health = self._call("GET", "/health/live")
        return answer

    def show_readiness(self) -> Health:
        """Check that the database answers, has the schema of this release and stores sales. Otherwise the status is 503.

        No authentication required."""
        answer: Health = self._call("GET", "/health/ready")
        return answer


class ImagesCalls(Resource):
    def delete(self, product_id: int, image_id: int, *, idempotency_key: str | None = None) -> ImageList:
        """Delete an image of an own product (admins: any product). Returns the remaining images.

        An API key needs the scope products:write."""
        answer: ImageList = self._call(
            "DELETE", f"/api/products/{product_id}/images/{image_id}", headers={"idempotency-key": idempotency_key}
        )
        return answer

    def reorder(self, product_id: int, body: ImageOrder, *, idempotency_key: str | None = None) -> ImageList:
        """Reorder the images of an own product (admins: any product). Lists show the first one.

        An API key needs the scope products:write."""
        answer: ImageList = self._call(
            "PUT", f"/api/products/{product_id}/images/order", body=body, headers={"idempotency-key": idempotency_key}
        )
        return answer

    def upload(self, product_id: int, body: ImagesForm, *, idempotency_key: str | None = None) -> ImageList:
        """Add images to an own product (admins: any product), all of them or none. Returns all its images.

        The same file sent again stays one image.

        An API key needs the scope products:write."""
        answer: ImageList = self._call(
            "POST", f"/api/products/{product_id}/images", form=body, headers={"idempotency-key": idempotency_key}
        )
        return answer


class ImportsCalls(Resource):
    def create(
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
        """Import products of the caller from a file: our template, a list, or an export of another program.

        Rows match products by SKU, else by barcode, else by exact name. Only the fields in the file change; importing the
        same file again changes nothing. A small file is imported within the call (200); a larger one becomes a job (202),
        whose progress is at `Location`. All parameters but the file may be sent in the form or in the query. `columns` and
        `sample` of the report show how the file was read; `price_column` and its siblings name a column that is not
        recognized.

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

    def download_failed_rows(self, import_id: int) -> bytes:
        """Download the rows that failed as CSV, to be corrected and imported again.

        Needs one of the roles: seller, admin. An API key needs the scope imports:read."""
        answer: bytes = self._call("GET", f"/api/imports/{import_id}/failed.csv")
        return answer

    def download_template(self) -> bytes:
        """Download a template with all columns and two example rows.

        Needs one of the roles: seller, admin. An API key needs the scope imports:read."""
        answer: bytes = self._call("GET", "/api/products/import-template")
        return answer

    def list_failed_rows(
        self, import_id: int, *, per_page: int | None = None, cursor: str | None = None
    ) -> FailedRowList:
        """List the rows that failed, in the order of the file.

        Needs one of the roles: seller, admin. An API key needs the scope imports:read."""
        answer: FailedRowList = self._call(
            "GET", f"/api/imports/{import_id}/rows", query={"per_page": per_page, "cursor": cursor}
        )
        return answer

    def walk_failed_rows(self, import_id: int, *, per_page: int = 100) -> Iterator[FailedRow]:
        """Yield each row of `list_failed_rows`, page after page."""
        return walk(lambda cursor: self.list_failed_rows(import_id, per_page=per_page, cursor=cursor), "rows")

    def show(self, import_id: int) -> Import:
        """Show the progress of an own import (admins: any import) and the outcome of its rows.

        Needs one of the roles: seller, admin. An API key needs the scope imports:read."""
        answer: Import = self._call("GET", f"/api/imports/{import_id}")
        return answer

    def stream_events(self, import_id: int) -> bytes:
        """Stream the progress of an import as server-sent events, about twice a second.

        A stream ends after about twenty seconds; EventSource clients reconnect. If too many streams are open, the answer is
        a 503 with Retry-After.

        Needs one of the roles: seller, admin. An API key needs the scope imports:read."""
        answer: bytes = self._call("GET", f"/api/imports/{import_id}/events")
        return answer

    def list(self, *, per_page: int | None = None, cursor: str | None = None) -> ImportList:
        """List the caller's imports, newest first.

        Needs one of the roles: seller, admin. An API key needs the scope imports:read."""
        answer: ImportList = self._call("GET", "/api/imports", query={"per_page": per_page, "cursor": cursor})
        return answer

    def walk(self, *, per_page: int = 100) -> Iterator[ImportSummary]:
        """Yield each row of `list`, page after page."""
        return walk(lambda cursor: self.list(per_page=per_page, cursor=cursor), "imports")


class JobsCalls(Resource):
    def retry(self, job_id: int, *, idempotency_key: str | None = None) -> Job:
        """Retry a failed job, with all its attempts. A job in another state is a 404.

        Needs one of the roles: admin. API keys are not accepted."""
        answer: Job = self._call("POST", f"/api/jobs/{job_id}/retry", headers={"idempotency-key": idempotency_key})
        return answer

    def show(self, job_id: int) -> Job:
        """Return a job.

        Needs one of the roles: admin. API keys are not accepted."""
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
        """List jobs, newest first. The list is read by cursor.

        Needs one of the roles: admin. API keys are not accepted."""
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
        """Yield each row of `list`, page after page."""
        return walk(lambda cursor: self.list(per_page=per_page, kind=kind, state=state, cursor=cursor), "jobs")


class LearnerAttemptsCalls(Resource):
    def set_allowance(
        self,
        course_id: int,
        user_id: int,
        content_id: int,
        body: AllowanceUpdate,
        *,
        idempotency_key: str | None = None,
    ) -> LearnerAttempts:
        """Grant a learner of your course (admins: of any course) more attempts at a quiz or more time.

        The numbers are totals beyond the limits of the quiz, so 0 takes back what is unused. More minutes also extend the
        attempt in progress, and one whose time has ended unless it is submitted already.

        An API key needs the scope courses:write."""
        answer: LearnerAttempts = self._call(
            "PUT",
            f"/api/courses/{course_id}/learners/{user_id}/contents/{content_id}/allowance",
            body=body,
            headers={"idempotency-key": idempotency_key},
        )
        return answer

    def show(self, course_id: int, user_id: int, content_id: int, attempt_id: int) -> Attempt:
        """Return an attempt of a learner of your course (admins: of any course), with the correct answers.

        An API key needs the scope courses:read."""
        answer: Attempt = self._call(
            "GET", f"/api/courses/{course_id}/learners/{user_id}/contents/{content_id}/attempts/{attempt_id}"
        )
        return answer

    def list(self, course_id: int, user_id: int, content_id: int) -> LearnerAttempts:
        """List the attempts of a learner of your course (admins: of any course), and their allowance.

        An API key needs the scope courses:read."""
        answer: LearnerAttempts = self._call(
            "GET", f"/api/courses/{course_id}/learners/{user_id}/contents/{content_id}/attempts"
        )
        return answer


class OutletsCalls(Resource):
    def create(self, body: NewOutlet, *, idempotency_key: str | None = None) -> Outlet:
        """Add an outlet. The first one is the default.

        Needs one of the roles: seller, admin. API keys are not accepted."""
        answer: Outlet = self._call("POST", "/api/outlets", body=body, headers={"idempotency-key": idempotency_key})
        return answer

    def update(self, outlet_id: int, body: OutletUpdate | None = None, *, idempotency_key: str | None = None) -> Outlet:
        """Change the given fields of an outlet. To archive it ends all sign-ins at its tills for good.

        With an open shift at one of its tills it is not archived. While it has goods in a stock of its own, it is not
        archived either, and keeps that stock.

        Needs one of the roles: seller, admin. API keys are not accepted."""
        answer: Outlet = self._call(
            "PATCH", f"/api/outlets/{outlet_id}", body=body or {}, headers={"idempotency-key": idempotency_key}
        )
        return answer

    def list(self) -> OutletList:
        """List the caller's outlets. The first call makes the default one, which has the seller's name.

        Needs one of the roles: seller, admin. API keys are not accepted."""
        answer: OutletList = self._call("GET", "/api/outlets")
        return answer


class PaymentAccountsCalls(Resource):
    def create(self, body: NewPaymentAccount, *, idempotency_key: str | None = None) -> PaymentAccount:
        """Add an account on which the caller's buyers pay. A QRIS is read strictly, with its checksum.

        Give the `notice_url` of an account at a provider to that provider.

        Needs one of the roles: seller, admin. An API key needs the scope payments:write."""
        answer: PaymentAccount = self._call(
            "POST", "/api/payment-accounts", body=body, headers={"idempotency-key": idempotency_key}
        )
        return answer

    def match(self, account_id: int, body: Arrival, *, idempotency_key: str) -> PaymentRequest:
        """Confirm the request whose amount, with its code, arrived on an own account, at a till on one of its owner.

        Requests that were closed within a day are found, too: late money pays an expired order if its goods are still
        there, or goes to `review`. Nothing is guessed: if another request has this amount without its code, the answer
        lists the `candidates`, at most 20; send it again with the `request_id` and another key. The same arrival twice is
        answered alike. Another `reference` for a request in `review` is noted (`other_arrivals`), and it is `paid_twice`.

        Needs one of the roles: seller, admin. An API key needs the scope payments:write."""
        answer: PaymentRequest = self._call(
            "POST", f"/api/payment-accounts/{account_id}/match", body=body, headers={"idempotency-key": idempotency_key}
        )
        return answer

    def update(
        self, account_id: int, body: PaymentAccountUpdate | None = None, *, idempotency_key: str | None = None
    ) -> PaymentAccount:
        """Change the given fields of an own account. Requests that were made before keep what they ask for.

        A `provider` replaces environment, channel and all keys.

        Needs one of the roles: seller, admin. An API key needs the scope payments:write."""
        answer: PaymentAccount = self._call(
            "PATCH",
            f"/api/payment-accounts/{account_id}",
            body=body or {},
            headers={"idempotency-key": idempotency_key},
        )
        return answer

    def list(self) -> PaymentAccountList:
        """List the caller's accounts.

        Needs one of the roles: seller, admin. An API key needs the scope transactions:read."""
        answer: PaymentAccountList = self._call("GET", "/api/payment-accounts")
        return answer


class PaymentRequestsCalls(Resource):
    def confirm(
        self, payment_request_id: int, body: Confirmation | None = None, *, idempotency_key: str
    ) -> PaymentRequest:
        """Record that the money of a request arrived: the seller, their tills and admins, never the buyer.

        It becomes a payment of the order, with the code as its `adjustment`. Late money pays an expired order if its goods
        are still there. What the order can't take goes to `review` with a `review_reason`; confirm it again once that is
        mended, or reject it when the money went back. A request that is paid stays as it is.

        An API key needs the scope payments:write."""
        answer: PaymentRequest = self._call(
            "POST",
            f"/api/payment-requests/{payment_request_id}/confirm",
            body=body or {},
            headers={"idempotency-key": idempotency_key},
        )
        return answer

    def create(self, transaction_id: int, body: NewPaymentRequest, *, idempotency_key: str) -> PaymentRequest:
        """Ask for the money of a pending order on an account; for its buyer, its seller, their tills, and admins.

        The account belongs to the seller of all items. An open request for the same amount on the same account is returned
        again. Nothing is paid by the request: a person confirms what arrived, or the notice of a provider does. A provider
        is asked after the answer: `GET` the requests of the order until `payment_url` or `qris` is there.

        An API key needs the scope transactions:write."""
        answer: PaymentRequest = self._call(
            "POST",
            f"/api/transactions/{transaction_id}/payment-requests",
            body=body,
            headers={"idempotency-key": idempotency_key},
        )
        return answer

    def of_order(self, transaction_id: int, *, till_id: int | None = None) -> RequestsOfOrder:
        """List the requests of an order, and the accounts on which it can be paid, for those who may ask for its money.

        An API key needs the scope transactions:read."""
        answer: RequestsOfOrder = self._call(
            "GET", f"/api/transactions/{transaction_id}/payment-requests", query={"till_id": till_id}
        )
        return answer

    def reject(self, payment_request_id: int, body: Rejection | None = None, *, idempotency_key: str) -> PaymentRequest:
        """Close a request for which nothing arrived, or whose money went back to the buyer. It is then `failed`.

        If its provider told of a payment (`provider_events`), only the owner, a manager or an admin may.

        An API key needs the scope payments:write."""
        answer: PaymentRequest = self._call(
            "POST",
            f"/api/payment-requests/{payment_request_id}/reject",
            body=body or {},
            headers={"idempotency-key": idempotency_key},
        )
        return answer

    @overload
    def show_qr(
        self, payment_request_id: int, *, till_id: int | None = None, format: Literal["svg"] | None = None
    ) -> bytes: ...
    @overload
    def show_qr(self, payment_request_id: int, *, till_id: int | None = None, format: Literal["png"]) -> bytes: ...
    def show_qr(
        self, payment_request_id: int, *, till_id: int | None = None, format: Literal["svg", "png"] | None = None
    ) -> bytes:
        """Return the QR code of a request that is paid by QRIS.

        An API key needs the scope transactions:read."""
        answer: bytes = self._call(
            "GET", f"/api/payment-requests/{payment_request_id}/qr", query={"till_id": till_id, "format": format}
        )
        return answer

    def list(
        self,
        *,
        per_page: int | None = None,
        cursor: str | None = None,
        state: Literal["pending", "paid", "cancelled", "expired", "failed", "review"] | None = None,
        till_id: int | None = None,
    ) -> RequestPage:
        """List the requests on the caller's accounts, at a till on those of its owner, newest first.

        A `state` is the stored one: a request beyond its time is among `pending` until its order is released. `review` has
        all that a person must decide on, with notices that name no request.

        Needs one of the roles: seller, admin. An API key needs the scope transactions:read."""
        answer: RequestPage = self._call(
            "GET",
            "/api/payment-requests",
            query={"per_page": per_page, "cursor": cursor, "state": state, "till_id": till_id},
        )
        return answer


class PlatformCalls(Resource):
    def show(self, *, days: int | None = None) -> PlatformOverview:
        """Return what happened on each day, from sign-ups to completed courses, and what waits or has failed now.

        Needs one of the roles: admin. API keys are not accepted."""
        answer: PlatformOverview = self._call("GET", "/api/platform", query={"days": days})
        return answer


class ProductsCalls(Resource):
    def create(self, body: ProductCreate, *, idempotency_key: str | None = None) -> Product:
        """Create a product of the caller, also as a variant of another (`variant_of`, `options`).

        Needs one of the roles: seller, admin. An API key needs the scope products:write."""
        answer: Product = self._call("POST", "/api/products", body=body, headers={"idempotency-key": idempotency_key})
        return answer

    def delete(self, product_id: int, *, if_match: str | None = None, idempotency_key: str | None = None) -> Message:
        """Delete an own product (admins: any product). Past sales keep its name and price.

        A product that has variants is a 409 `product_has_variants`: delete them first, or make one of them the main product
        of the others. One that sells a course is a 409 `product_sells_course`. `active: false` closes the course as well:
        its `closed_because` says so, it takes no new learners, and keeps the enrolled ones.

        An API key needs the scope products:write."""
        answer: Message = self._call(
            "DELETE", f"/api/products/{product_id}", headers={"if-match": if_match, "idempotency-key": idempotency_key}
        )
        return answer

    def export(self) -> bytes:
        """Export all products of the caller as CSV, including inactive ones. Importing the file changes nothing.

        Text that a spreadsheet would run as a formula gets an apostrophe in front, which the import removes.

        Needs one of the roles: seller, admin. An API key needs the scope products:read."""
        answer: bytes = self._call("GET", "/api/products/export")
        return answer

    def lookup(self, *, code: str, seller_id: int | None = None) -> Product:
        """Return the product with exactly this SKU or barcode, as a scanner asks for it.

        Of several, one in stock comes first, then the oldest.

        No authentication required."""
        answer: Product = self._call("GET", "/api/products/lookup", query={"code": code, "seller_id": seller_id})
        return answer

    def show(self, product_id: int) -> ProductDetail:
        """Show a product and its variants.

        Send its ETag as If-None-Match to get a 304, or as If-Match to update this version of the product only.

        No authentication required."""
        answer: ProductDetail = self._call("GET", f"/api/products/{product_id}")
        return answer

    def update(
        self,
        product_id: int,
        body: ProductUpdate | None = None,
        *,
        if_match: str | None = None,
        idempotency_key: str | None = None,
    ) -> Product:
        """Update the given fields of an own product (admins: any product).

        With `If-Match`, fails with a 412 if anyone has changed it since it was read. Sales and stock movements in the
        meantime count only if `stock` is given.

        An API key needs the scope products:write."""
        answer: Product = self._call(
            "PUT",
            f"/api/products/{product_id}",
            body=body or {},
            headers={"if-match": if_match, "idempotency-key": idempotency_key},
        )
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
        active: bool | None = None,
        max_stock: int | None = None,
        variant_of: int | None = None,
        variants: Literal["grouped"] | None = None,
        sort_by: Literal["relevance", "created_at", "price", "name", "stock"] | None = None,
        sort_order: Literal["asc", "desc"] | None = None,
    ) -> ProductList:
        """List and search products by page number, or by cursor, which neither skips nor repeats rows while others insert.

        Small totals are exact; a large total may be a lower bound.

        No authentication required."""
        answer: ProductList = self._call(
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
                "active": active,
                "max_stock": max_stock,
                "variant_of": variant_of,
                "variants": variants,
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
        active: bool | None = None,
        max_stock: int | None = None,
        variant_of: int | None = None,
        variants: Literal["grouped"] | None = None,
        sort_by: Literal["relevance", "created_at", "price", "name", "stock"] | None = None,
        sort_order: Literal["asc", "desc"] | None = None,
    ) -> Iterator[ProductOfList]:
        """Yield each row of `list`, page after page."""
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
                active=active,
                max_stock=max_stock,
                variant_of=variant_of,
                variants=variants,
                sort_by=sort_by,
                sort_order=sort_order,
                cursor=cursor,
            ),
            "products",
        )


class ProgressCalls(Resource):
    def record(
        self, course_id: int, body: ProgressUpdate | None = None, *, idempotency_key: str | None = None
    ) -> CourseProgress:
        """Record progress of one content or of several (`items`), and return all of your progress.

        Progress never goes back: requests may arrive late, repeated, in any order and from several devices. Items are
        processed in the order of their `recorded_at`, so that one may open the next; a locked content is a 409
        `content_locked` with the `missing` contents, and then nothing is stored. `{"completed": true}` alone completes all
        contents but quizzes, which stay in `left`. The request that satisfies the last required content completes the
        course, and its response has the certificate.

        An API key needs the scope courses:write."""
        answer: CourseProgress = self._call(
            "POST", f"/api/courses/{course_id}/progress", body=body or {}, headers={"idempotency-key": idempotency_key}
        )
        return answer

    def show(self, course_id: int) -> CourseProgress:
        """Return your progress in the newest version of the course, and where to resume.

        This submits quiz attempts whose time has ended, with their saved answers.

        An API key needs the scope courses:read."""
        answer: CourseProgress = self._call("GET", f"/api/courses/{course_id}/progress")
        return answer

    def waive(
        self, course_id: int, user_id: int, body: WaiverCreate, *, idempotency_key: str | None = None
    ) -> CourseProgress:
        """Waive a content for a learner of your course (admins: of any course), for good. Return their progress.

        An API key needs the scope courses:write."""
        answer: CourseProgress = self._call(
            "POST",
            f"/api/courses/{course_id}/learners/{user_id}/waive",
            body=body,
            headers={"idempotency-key": idempotency_key},
        )
        return answer


class ReportsCalls(Resource):
    @overload
    def show_debts(self, *, format: Literal["json"] | None = None) -> DebtBooks: ...
    @overload
    def show_debts(self, *, format: Literal["csv"]) -> bytes: ...
    def show_debts(self, *, format: Literal["json", "csv"] | None = None) -> DebtBooks | bytes:
        """Return what each customer of the caller owes now, by days since it was due.

        What has no due day is as old as its sale. Nobody sees the customers of others, admins neither.

        Needs one of the roles: seller, admin. An API key needs the scope customers:read."""
        answer: DebtBooks | bytes = self._call("GET", "/api/reports/debts", query={"format": format})
        return answer

    @overload
    def show_payments(
        self,
        *,
        from_: str | None = None,
        to: str | None = None,
        outlet_id: int | None = None,
        seller_id: int | None = None,
        format: Literal["json"] | None = None,
        by: Literal["method", "day", "hour", "cashier", "outlet"] | None = None,
    ) -> PaymentBooks: ...
    @overload
    def show_payments(
        self,
        *,
        from_: str | None = None,
        to: str | None = None,
        outlet_id: int | None = None,
        seller_id: int | None = None,
        format: Literal["csv"],
        by: Literal["method", "day", "hour", "cashier", "outlet"] | None = None,
    ) -> bytes: ...
    def show_payments(
        self,
        *,
        from_: str | None = None,
        to: str | None = None,
        outlet_id: int | None = None,
        seller_id: int | None = None,
        format: Literal["json", "csv"] | None = None,
        by: Literal["method", "day", "hour", "cashier", "outlet"] | None = None,
    ) -> PaymentBooks | bytes:
        """Return what was paid and given back, by the moment of the payment. Each `by` has the same totals.

        What was sold on credit counts as paid by the method credit, and what customers pay back of it counts again, as
        `repaid`. By method, `total` and `moved` of cash are what drawers have gained. Payments of orders with goods of
        several sellers are not in this report.

        Needs one of the roles: seller, admin. An API key needs the scope analytics:read."""
        answer: PaymentBooks | bytes = self._call(
            "GET",
            "/api/reports/payments",
            query={"from": from_, "to": to, "outlet_id": outlet_id, "seller_id": seller_id, "format": format, "by": by},
        )
        return answer

    @overload
    def show_sales(
        self,
        *,
        from_: str | None = None,
        to: str | None = None,
        outlet_id: int | None = None,
        seller_id: int | None = None,
        format: Literal["json"] | None = None,
        by: Literal["day", "hour", "product", "category", "cashier", "method", "outlet"] | None = None,
    ) -> SalesBooks: ...
    @overload
    def show_sales(
        self,
        *,
        from_: str | None = None,
        to: str | None = None,
        outlet_id: int | None = None,
        seller_id: int | None = None,
        format: Literal["csv"],
        by: Literal["day", "hour", "product", "category", "cashier", "method", "outlet"] | None = None,
    ) -> bytes: ...
    def show_sales(
        self,
        *,
        from_: str | None = None,
        to: str | None = None,
        outlet_id: int | None = None,
        seller_id: int | None = None,
        format: Literal["json", "csv"] | None = None,
        by: Literal["day", "hour", "product", "category", "cashier", "method", "outlet"] | None = None,
    ) -> SalesBooks | bytes:
        """Return what was sold and what was given back. Each `by` has the same totals.

        A refund belongs to its own day and hour, and to the product, cashier, outlet and method of its sale.

        Without `from` and `to` it covers the last 30 days. Sellers and admins get their own sales, admins with `seller_id`
        those of a seller. More than 2,000 groups are a 422.

        Needs one of the roles: seller, admin. An API key needs the scope analytics:read."""
        answer: SalesBooks | bytes = self._call(
            "GET",
            "/api/reports/sales",
            query={"from": from_, "to": to, "outlet_id": outlet_id, "seller_id": seller_id, "format": format, "by": by},
        )
        return answer

    @overload
    def show_shifts(
        self,
        *,
        from_: str | None = None,
        to: str | None = None,
        outlet_id: int | None = None,
        seller_id: int | None = None,
        format: Literal["json"] | None = None,
    ) -> ShiftBooks: ...
    @overload
    def show_shifts(
        self,
        *,
        from_: str | None = None,
        to: str | None = None,
        outlet_id: int | None = None,
        seller_id: int | None = None,
        format: Literal["csv"],
    ) -> bytes: ...
    def show_shifts(
        self,
        *,
        from_: str | None = None,
        to: str | None = None,
        outlet_id: int | None = None,
        seller_id: int | None = None,
        format: Literal["json", "csv"] | None = None,
    ) -> ShiftBooks | bytes:
        """Return the shifts that were opened, with what was expected and counted.

        Needs one of the roles: seller, admin. An API key needs the scope analytics:read."""
        answer: ShiftBooks | bytes = self._call(
            "GET",
            "/api/reports/shifts",
            query={"from": from_, "to": to, "outlet_id": outlet_id, "seller_id": seller_id, "format": format},
        )
        return answer

    @overload
    def show_stock(
        self,
        *,
        from_: str | None = None,
        to: str | None = None,
        by: Literal["product", "category"] | None = None,
        seller_id: int | None = None,
        format: Literal["json"] | None = None,
    ) -> StockBooks: ...
    @overload
    def show_stock(
        self,
        *,
        from_: str | None = None,
        to: str | None = None,
        by: Literal["product", "category"] | None = None,
        seller_id: int | None = None,
        format: Literal["csv"],
    ) -> bytes: ...
    def show_stock(
        self,
        *,
        from_: str | None = None,
        to: str | None = None,
        by: Literal["product", "category"] | None = None,
        seller_id: int | None = None,
        format: Literal["json", "csv"] | None = None,
    ) -> StockBooks | bytes:
        """Return what was in stock, came and left, and what is left is worth at today's cost. Both `by` have equal totals.

        It is the shared stock; those of outlets with a stock of their own are left out. So are goods that were neither in
        stock nor moved, and products that sell a course. More than 20,000 groups are a 422.

        Needs one of the roles: seller, admin. An API key needs the scope analytics:read."""
        answer: StockBooks | bytes = self._call(
            "GET",
            "/api/reports/stock",
            query={"from": from_, "to": to, "by": by, "seller_id": seller_id, "format": format},
        )
        return answer

    @overload
    def show_tax(
        self,
        *,
        from_: str | None = None,
        to: str | None = None,
        outlet_id: int | None = None,
        seller_id: int | None = None,
        format: Literal["json"] | None = None,
    ) -> TaxBooks: ...
    @overload
    def show_tax(
        self,
        *,
        from_: str | None = None,
        to: str | None = None,
        outlet_id: int | None = None,
        seller_id: int | None = None,
        format: Literal["csv"],
    ) -> bytes: ...
    def show_tax(
        self,
        *,
        from_: str | None = None,
        to: str | None = None,
        outlet_id: int | None = None,
        seller_id: int | None = None,
        format: Literal["json", "csv"] | None = None,
    ) -> TaxBooks | bytes:
        """Return base and tax by month and kind of tax. They sum up to `net` and `tax` of the sales.

        Needs one of the roles: seller, admin. An API key needs the scope analytics:read."""
        answer: TaxBooks | bytes = self._call(
            "GET",
            "/api/reports/tax",
            query={"from": from_, "to": to, "outlet_id": outlet_id, "seller_id": seller_id, "format": format},
        )
        return answer


class RoleRequestsCalls(Resource):
    def create(self, body: RoleRequestCreate, *, idempotency_key: str | None = None) -> RoleRequest:
        """Request a role. The role developer is granted at once, the role seller by an admin.

        The shop can change both (`DEVELOPER_ROLE`, `SELLER_ROLE`: `auto` or `review`).

        API keys are not accepted."""
        answer: RoleRequest = self._call(
            "POST", "/api/users/role-requests", body=body, headers={"idempotency-key": idempotency_key}
        )
        return answer

    def decide(self, request_id: int, body: RoleRequestDecision, *, idempotency_key: str | None = None) -> RoleRequest:
        """Grant or deny a pending request. Granting keeps the user's other roles.

        Needs one of the roles: admin. API keys are not accepted."""
        answer: RoleRequest = self._call(
            "PATCH", f"/api/users/role-requests/{request_id}", body=body, headers={"idempotency-key": idempotency_key}
        )
        return answer

    def withdraw(self, request_id: int, *, idempotency_key: str | None = None) -> RoleRequest:
        """Withdraw one of the caller's pending requests.

        API keys are not accepted."""
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
        """List the caller's own requests (an admin: all), newest first.

        API keys are not accepted."""
        answer: RoleRequestPage = self._call(
            "GET",
            "/api/users/role-requests",
            query={"page": page, "per_page": per_page, "cursor": cursor, "state": state},
        )
        return answer

    def walk(
        self, *, per_page: int = 100, state: Literal["pending", "granted", "denied", "withdrawn"] | None = None
    ) -> Iterator[RoleRequest]:
        """Yield each row of `list`, page after page."""
        return walk(lambda cursor: self.list(per_page=per_page, state=state, cursor=cursor), "role_requests")


class SalesCalls(Resource):
    def list_forecasts(
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
    ) -> StockForecast:
        """Return the demand forecast, stock cover and order suggestion of each product, most urgent first.

        Needs one of the roles: seller, admin. An API key needs the scope analytics:read."""
        answer: StockForecast = self._call(
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

    def walk_forecasts(
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
        """Yield each row of `list_forecasts`, page after page."""
        return walk(
            lambda cursor: self.list_forecasts(
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
    def show_report(
        self,
        *,
        from_: str | None = None,
        to: str | None = None,
        by: Literal["day", "week", "month"] | None = None,
        product_id: int | None = None,
        category_id: int | None = None,
        seller_id: int | None = None,
        format: Literal["json"] | None = None,
        top: int | None = None,
    ) -> SalesReport: ...
    @overload
    def show_report(
        self,
        *,
        from_: str | None = None,
        to: str | None = None,
        by: Literal["day", "week", "month"] | None = None,
        product_id: int | None = None,
        category_id: int | None = None,
        seller_id: int | None = None,
        format: Literal["csv"],
        top: int | None = None,
    ) -> bytes: ...
    def show_report(
        self,
        *,
        from_: str | None = None,
        to: str | None = None,
        by: Literal["day", "week", "month"] | None = None,
        product_id: int | None = None,
        category_id: int | None = None,
        seller_id: int | None = None,
        format: Literal["json", "csv"] | None = None,
        top: int | None = None,
    ) -> SalesReport | bytes:
        """Return the sales report: totals, growth, periods, and the best, rising, falling and unsold products.

        Without `from` and `to` it covers the last 30 days. Sellers get their own sales; admins get those of all sellers or
        of one. In the CSV the column `row` tells periods from products; it lists all products.

        Needs one of the roles: seller, admin. An API key needs the scope analytics:read."""
        answer: SalesReport | bytes = self._call(
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
                "top": top,
            },
        )
        return answer


class ShiftsCalls(Resource):
    def close(self, shift_id: int, body: Count, *, idempotency_key: str) -> Shift:
        """Close a shift with the cash that was counted; the answer tells what was expected.

        A sale is wholly in the shift or refused. Of a closed shift the answer is that of its first count.

        An API key needs the scope transactions:write."""
        answer: Shift = self._call(
            "POST", f"/api/shifts/{shift_id}/close", body=body, headers={"idempotency-key": idempotency_key}
        )
        return answer

    def move_cash(self, shift_id: int, body: NewMove, *, idempotency_key: str) -> CashMove:
        """Record cash that is put into the drawer or taken out otherwise than by a sale.

        An API key needs the scope transactions:write."""
        answer: CashMove = self._call(
            "POST", f"/api/shifts/{shift_id}/moves", body=body, headers={"idempotency-key": idempotency_key}
        )
        return answer

    def open(self, body: NewShift, *, idempotency_key: str) -> Shift:
        """Open a shift at a till, as its owner or one of the staff. A till has at most one open shift.

        An API key needs the scope transactions:write."""
        answer: Shift = self._call("POST", "/api/shifts", body=body, headers={"idempotency-key": idempotency_key})
        return answer

    def show_current(self, *, till_id: int) -> Shift:
        """Return the open shift of a till, without its cash: the drawer is counted blind.

        An API key needs the scope transactions:read."""
        answer: Shift = self._call("GET", "/api/shifts/current", query={"till_id": till_id})
        return answer

    def show_report(self, shift_id: int, *, kind: Literal["x", "z"] | None = None) -> ShiftReport:
        """Return the sales, payments and cash of a shift.

        An API key needs the scope transactions:read."""
        answer: ShiftReport = self._call("GET", f"/api/shifts/{shift_id}/report", query={"kind": kind})
        return answer

    def list(
        self,
        *,
        per_page: int | None = None,
        cursor: str | None = None,
        from_: str | None = None,
        to: str | None = None,
        till_id: int | None = None,
    ) -> ShiftPage:
        """List the shifts of all tills of the caller or of one, newest first. Who has signed in at a till sees its own.

        Without a till, days are those of the default outlet's zone.

        An API key needs the scope transactions:read."""
        answer: ShiftPage = self._call(
            "GET",
            "/api/shifts",
            query={"per_page": per_page, "cursor": cursor, "from": from_, "to": to, "till_id": till_id},
        )
        return answer

    def walk(
        self, *, per_page: int = 100, from_: str | None = None, to: str | None = None, till_id: int | None = None
    ) -> Iterator[ListedShift]:
        """Yield each row of `list`, page after page."""
        return walk(
            lambda cursor: self.list(per_page=per_page, from_=from_, to=to, till_id=till_id, cursor=cursor), "shifts"
        )


class ShopCalls(Resource):
    def delete_logo(self, *, if_match: str | None = None, idempotency_key: str | None = None) -> Shop:
        """Delete the shop's logo, if there is one.

        Needs one of the roles: admin. API keys are not accepted."""
        answer: Shop = self._call(
            "DELETE", "/api/shop/logo", headers={"if-match": if_match, "idempotency-key": idempotency_key}
        )
        return answer

    def show(self) -> Shop:
        """Return the shop's name and logo.

        No authentication required."""
        answer: Shop = self._call("GET", "/api/shop")
        return answer

    def update(self, body: ShopUpdate, *, if_match: str | None = None, idempotency_key: str | None = None) -> Shop:
        """Set the shop's name, which is on certificates, badges, receipts and e-mails.

        Needs one of the roles: admin. API keys are not accepted."""
        answer: Shop = self._call(
            "PUT", "/api/shop", body=body, headers={"if-match": if_match, "idempotency-key": idempotency_key}
        )
        return answer

    def update_logo(self, body: LogoForm, *, if_match: str | None = None, idempotency_key: str | None = None) -> Shop:
        """Set or replace the shop's logo. Transparency is kept.

        Needs one of the roles: admin. API keys are not accepted."""
        answer: Shop = self._call(
            "PUT", "/api/shop/logo", form=body, headers={"if-match": if_match, "idempotency-key": idempotency_key}
        )
        return answer


class StaffCalls(Resource):
    def create(self, body: NewStaff, *, idempotency_key: str | None = None) -> Staff:
        """Let a user sell for the caller at the caller's tills, with a PIN.

        A sign-in by PIN acts at one till only: it reaches nothing else of the user's account.

        Needs one of the roles: seller, admin. API keys are not accepted."""
        answer: Staff = self._call("POST", "/api/staff", body=body, headers={"idempotency-key": idempotency_key})
        return answer

    def delete(self, user_id: int, *, idempotency_key: str | None = None) -> Message:
        """Remove one of the staff. What they have sold keeps their name.

        Needs one of the roles: seller, admin. API keys are not accepted."""
        answer: Message = self._call("DELETE", f"/api/staff/{user_id}", headers={"idempotency-key": idempotency_key})
        return answer

    def update(self, user_id: int, body: StaffUpdate | None = None, *, idempotency_key: str | None = None) -> Staff:
        """Change the duty or the PIN of one of the staff, or deactivate them.

        A new PIN ends their sign-ins at tills for good, and so does a deactivation.

        Needs one of the roles: seller, admin. API keys are not accepted."""
        answer: Staff = self._call(
            "PATCH", f"/api/staff/{user_id}", body=body or {}, headers={"idempotency-key": idempotency_key}
        )
        return answer

    def list(self) -> StaffList:
        """List who sells for the caller. PINs are never shown.

        Needs one of the roles: seller, admin. API keys are not accepted."""
        answer: StaffList = self._call("GET", "/api/staff")
        return answer


class StockCalls(Resource):
    def ledger(
        self, *, per_page: int | None = None, cursor: str | None = None, product_id: int, outlet_id: int | None = None
    ) -> LedgerPage:
        """List each change of a product's stock, newest first: when, how much, why, by whom, and by which order.

        Needs one of the roles: seller, admin. An API key needs the scope products:read."""
        answer: LedgerPage = self._call(
            "GET",
            "/api/stock/ledger",
            query={"per_page": per_page, "cursor": cursor, "product_id": product_id, "outlet_id": outlet_id},
        )
        return answer

    def walkledger(
        self, *, per_page: int = 100, product_id: int, outlet_id: int | None = None
    ) -> Iterator[LedgerEntry]:
        """Yield each row of `ledger`, page after page."""
        return walk(
            lambda cursor: self.ledger(per_page=per_page, product_id=product_id, outlet_id=outlet_id, cursor=cursor),
            "entries",
        )

    def move(self, body: Movements, *, idempotency_key: str) -> MovedItems:
        """Record goods that came, were lost or were counted, of own products (admins: of any); all items or none.

        A `delta` is relative, so sales in between do no harm. A count replaces the stock only if that is still the
        `expected_quantity`. Goods of pending orders have left the stock already: count without them. A movement makes no
        `If-Match` of an edit stale unless the edit sets `stock`. With `outlet_id` they are of the own stock of that outlet.

        Needs one of the roles: seller, admin. An API key needs the scope products:write."""
        answer: MovedItems = self._call(
            "POST", "/api/stock/movements", body=body, headers={"idempotency-key": idempotency_key}
        )
        return answer

    def transfer(self, body: NewTransfer, *, idempotency_key: str) -> TransferredItems:
        """Move own goods (admins: any) between the shared stock and that of an outlet, or between outlets; all or none.

        Goods that are deleted, or sell a course now, can only leave an outlet.

        Needs one of the roles: seller, admin. An API key needs the scope products:write."""
        answer: TransferredItems = self._call(
            "POST", "/api/stock/transfers", body=body, headers={"idempotency-key": idempotency_key}
        )
        return answer

    def list(
        self,
        *,
        per_page: int | None = None,
        cursor: str | None = None,
        low: bool | None = None,
        at_most: int | None = None,
        below_zero: bool | None = None,
        seller_id: int | None = None,
        outlet_id: int | None = None,
    ) -> StockPage:
        """List the caller's products that have a stock, lowest first; with `low=true` those that run out.

        It is the shared stock, or with `outlet_id` that of an outlet.

        Needs one of the roles: seller, admin. An API key needs the scope products:read."""
        answer: StockPage = self._call(
            "GET",
            "/api/stock",
            query={
                "per_page": per_page,
                "cursor": cursor,
                "low": low,
                "at_most": at_most,
                "below_zero": below_zero,
                "seller_id": seller_id,
                "outlet_id": outlet_id,
            },
        )
        return answer

    def walk(
        self,
        *,
        per_page: int = 100,
        low: bool | None = None,
        at_most: int | None = None,
        below_zero: bool | None = None,
        seller_id: int | None = None,
        outlet_id: int | None = None,
    ) -> Iterator[StockedProduct]:
        """Yield each row of `list`, page after page."""
        return walk(
            lambda cursor: self.list(
                per_page=per_page,
                low=low,
                at_most=at_most,
                below_zero=below_zero,
                seller_id=seller_id,
                outlet_id=outlet_id,
                cursor=cursor,
            ),
            "products",
        )


class SyncCalls(Resource):
    def accept(self, client_id: str, *, idempotency_key: str) -> KeptItem:
        """Book an item in spite of what spoke against it, as the owner or a manager.

        Goods that are short bring the stock below 0; a receipt number that is taken becomes the next free one; what came
        after its shift was closed counts into it, and its expected cash changes; payments of another sum are made to fit,
        and the drawer has the difference. What can't be in the books at all is refused with its problem.

        An API key needs the scope transactions:write."""
        answer: KeptItem = self._call(
            "POST", f"/api/sync/items/{segment(client_id)}/accept", headers={"idempotency-key": idempotency_key}
        )
        return answer

    def reject(self, client_id: str, *, idempotency_key: str) -> KeptItem:
        """Keep an item out of the books for good, as the owner or a manager. It stays in the list, with its body.

        An API key needs the scope transactions:write."""
        answer: KeptItem = self._call(
            "POST", f"/api/sync/items/{segment(client_id)}/reject", headers={"idempotency-key": idempotency_key}
        )
        return answer

    def send(self, body: SyncPost, *, idempotency_key: str | None = None) -> SyncResults:
        """Book what a till has done without a network, each item once and by itself.

        Items may come in any order, repeatedly, and from several devices at once: their `client_id` lasts for ever. They
        are booked in the order of their references and times, each by itself, so an item that fails keeps back only those
        that refer to it. `body` is that of the call with a network; a sale also has the `price` of each
        line and its `receipt_no`. What was sold stays as it was sold: other prices, a discount above the limit, a voucher
        that is used up and credit above the limit are flags. A time in the future, or outside of its shift, is bounded and
        flagged. A closed shift, a receipt number of another sale and, with `short_stock: review`, too little in stock lead
        to a review. What is wrong with an item is its `problem` in the answer, which is a 200 all the same.

        An API key needs the scope transactions:write."""
        answer: SyncResults = self._call("POST", "/api/sync", body=body, headers={"idempotency-key": idempotency_key})
        return answer

    def list(
        self,
        *,
        per_page: int | None = None,
        cursor: str | None = None,
        state: Literal["booked", "review", "rejected"] | None = None,
        flagged: bool | None = None,
        till_id: int | None = None,
    ) -> KeptItemPage:
        """List what tills have sent, latest first; `state=review` waits for a decision.

        An API key needs the scope transactions:read."""
        answer: KeptItemPage = self._call(
            "GET",
            "/api/sync/items",
            query={"per_page": per_page, "cursor": cursor, "state": state, "flagged": flagged, "till_id": till_id},
        )
        return answer

    def walk(
        self,
        *,
        per_page: int = 100,
        state: Literal["booked", "review", "rejected"] | None = None,
        flagged: bool | None = None,
        till_id: int | None = None,
    ) -> Iterator[KeptItem]:
        """Yield each row of `list`, page after page."""
        return walk(
            lambda cursor: self.list(per_page=per_page, state=state, flagged=flagged, till_id=till_id, cursor=cursor),
            "items",
        )


class TaxProfileCalls(Resource):
    def delete(self, *, valid_from: str, idempotency_key: str | None = None) -> TaxProfiles:
        """Delete the caller's profile of a day; the one before goes on.

        Needs one of the roles: seller, admin. API keys are not accepted."""
        answer: TaxProfiles = self._call(
            "DELETE", "/api/tax-profile", query={"valid_from": valid_from}, headers={"idempotency-key": idempotency_key}
        )
        return answer

    def show(self) -> TaxProfiles:
        """Return the caller's taxes, as a seller, from each day on.

        Needs one of the roles: seller, admin. API keys are not accepted."""
        answer: TaxProfiles = self._call("GET", "/api/tax-profile")
        return answer

    def update(self, body: NewTaxProfile, *, idempotency_key: str | None = None) -> TaxProfiles:
        """Set the caller's taxes from a day on. Past sales keep theirs.

        With `ppn` the rate is that of the day: 12 % of 11/12 of the price since 2025, 12 % of the price of luxury goods.
        Exempt goods (`tax_kind` of a product) have no tax in any regime.

        Needs one of the roles: seller, admin. API keys are not accepted."""
        answer: TaxProfiles = self._call(
            "PUT", "/api/tax-profile", body=body, headers={"idempotency-key": idempotency_key}
        )
        return answer


class TillsCalls(Resource):
    def create(self, outlet_id: int, body: NewTill, *, idempotency_key: str | None = None) -> TillWithToken:
        """Add a till to one of the caller's outlets. Its token is shown only in this response.

        Needs one of the roles: seller, admin. API keys are not accepted."""
        answer: TillWithToken = self._call(
            "POST", f"/api/outlets/{outlet_id}/tills", body=body, headers={"idempotency-key": idempotency_key}
        )
        return answer

    def list_receipt_gaps(self, till_id: int) -> ReceiptGaps:
        """List the numbers that no receipt of a till has: of sales that it has not sent, or that wait for a review.

        An API key needs the scope transactions:read."""
        answer: ReceiptGaps = self._call("GET", f"/api/tills/{till_id}/receipt-gaps")
        return answer

    def replace_token(self, till_id: int, *, idempotency_key: str | None = None) -> TillWithToken:
        """Replace the token of one of the caller's tills, for another device. All sign-ins at the till end.

        Needs one of the roles: seller, admin. API keys are not accepted."""
        answer: TillWithToken = self._call(
            "POST", f"/api/tills/{till_id}/token", headers={"idempotency-key": idempotency_key}
        )
        return answer

    def show_receipt(self, till_id: int, receipt_number: str) -> Sale:
        """Return the sale that a receipt is of: of any till of the same owner, their counter or their web shop.

        Its goods can be taken back here. Lower case and missing zeros (`a-42`) do no harm to the number of a till. All
        goods must be the owner's.

        An API key needs the scope transactions:read."""
        answer: Sale = self._call("GET", f"/api/tills/{till_id}/receipts/{segment(receipt_number)}")
        return answer

    def sign_in(self, till_id: int, body: TillSignIn, *, idempotency_key: str | None = None) -> TillSession:
        """Sign one of the staff in at a till, with the token of the till and their PIN, for at most 12 hours.

        The access token opens what is done at this till: shifts and sales. After five wrong PINs in a row of one name the
        till waits. Owners and managers need no PIN: what they sign in to by password at
        `POST /api/auth/login` works at the till, too.

        No authentication required."""
        answer: TillSession = self._call(
            "POST", f"/api/tills/{till_id}/sign-in", body=body, headers={"idempotency-key": idempotency_key}
        )
        return answer

    def update(self, till_id: int, body: TillUpdate | None = None, *, idempotency_key: str | None = None) -> Till:
        """Rename one of the caller's tills, or deactivate it, which ends all sign-ins at the till for good.

        Needs one of the roles: seller, admin. API keys are not accepted."""
        answer: Till = self._call(
            "PATCH", f"/api/tills/{till_id}", body=body or {}, headers={"idempotency-key": idempotency_key}
        )
        return answer

    def list(self, outlet_id: int) -> TillList:
        """List the tills of one of the caller's outlets.

        Needs one of the roles: seller, admin. API keys are not accepted."""
        answer: TillList = self._call("GET", f"/api/outlets/{outlet_id}/tills")
        return answer


class TransactionsCalls(Resource):
    def cancel(
        self, transaction_id: int, body: OrderCancellation | None = None, *, idempotency_key: str
    ) -> SaleWithBuyer:
        """Cancel a pending order and return its goods to the stock.

        While nothing is paid its buyer may do so, and each seller of an item, who gets their part of the order. The seller
        of all its items, at their tills, and admins may at any time: payments are then recorded as given back. At a till
        the money comes out of its open shift.

        An API key needs the scope transactions:write."""
        answer: SaleWithBuyer = self._call(
            "POST",
            f"/api/transactions/{transaction_id}/cancel",
            body=body or {},
            headers={"idempotency-key": idempotency_key},
        )
        return answer

    @overload
    def create(self, body: Basket, *, dry_run: None = None, idempotency_key: str | None = None) -> NewSale: ...
    @overload
    def create(self, body: Basket, *, dry_run: Literal[True], idempotency_key: str | None = None) -> Quote: ...
    def create(
        self, body: Basket, *, dry_run: bool | None = None, idempotency_key: str | None = None
    ) -> NewSale | Quote:
        """Sell the items to the caller at the current catalogue prices, or take their order.

        With `UNPAID=accept` it is a sale at once. Otherwise the order is `pending`: it keeps its goods for 60 minutes, in
        which `POST /api/transactions/{id}/pay` records its payment. Either all items are sold or none. The buyer of a sale
        is enrolled in its `courses` at once. A course that the buyer owns already (409 `course_already_owned`), lacks the
        prerequisites for (`prerequisites_missing`) or can't enter at all (`course_closed`) is refused by the quote, too. So
        is what a former seller offers (`seller_unavailable`). A buyer with 20 orders of the last 24 hours without a payment
        places no further one that waits (`too_many_unpaid_orders`); of one who has never paid, 5. Without a verified e-mail
        address one order at a time may wait (`verified_email_required`), and none with a voucher that has a `limit_total`
        (`voucher_needs_verified_email`), unless the shop sends no e-mails. Together the orders that wait hold at most 20
        units, or goods of 10,000,000 rupiah or of three times what the buyer has paid their sellers in a year
        (`unpaid_orders_too_large`).
        Send the quote's total as `expected_total`, so that a price that has changed in the meantime is never charged
        unseen. With an `Idempotency-Key` header a repeated call returns the first answer with `Idempotent-Replayed: true`
        and sells nothing more.

        The seller of all items, and admins, may take off a `discount`; a buyer gets a 403 `discount_too_large`. A `voucher`
        of a seller takes off its part from their items, or is refused with the verdict of each rule (409
        `voucher_refused`).

        With `payments` it is a sale at the counter: the seller of all items (admins: of any one seller) sells them to a
        walk-in customer, and the sale is paid at once. It needs an `Idempotency-Key`. A `client_id` names it for longer
        than the key is kept: another call with it returns the sale as it stands, with `Idempotent-Replayed: true`. With
        `till_id` the owner of a till or their staff sell at it, in its open shift: the sale gets the till's next receipt
        number, and cash is rounded to the coins of the outlet (`adjustment`).

        An API key needs the scope transactions:write."""
        answer: NewSale | Quote = self._call(
            "POST",
            "/api/transactions",
            body=body,
            query={"dry_run": dry_run},
            headers={"idempotency-key": idempotency_key},
        )
        return answer

    def link_receipt(self, transaction_id: int, body: NewReceiptLink | None = None) -> ReceiptLink:
        """Return a link that opens the receipt without a login, and one that sends it by WhatsApp.

        It shows what the caller may see (at a till: what its owner may), for 90 days; that of an API key without
        `customers:read` names no customer. Nothing is stored, so it can't be withdrawn.

        An API key needs the scope transactions:read."""
        answer: ReceiptLink = self._call("POST", f"/api/transactions/{transaction_id}/receipt/link", body=body or {})
        return answer

    def pay(self, transaction_id: int, body: OrderPayment, *, idempotency_key: str) -> SaleWithBuyer:
        """Record a payment of an order that the caller has sold (admins: any order; at a till: the owner's).

        Who ordered it from others records none, as one of their staff or as an admin either.
        Several payments may share the total. The last one makes the order a sale: it counts in reports, and the buyer gets
        the receipt and the courses. Cash `tendered` beyond the amount is `change`. An expired order takes its goods from
        the stock again, if enough is left, and its use of a voucher. No payment is taken for a course that is closed or
        that the buyer has. At a till the money belongs to its open shift, and the sale gets the till's next receipt number.

        An API key needs the scope transactions:write."""
        answer: SaleWithBuyer = self._call(
            "POST", f"/api/transactions/{transaction_id}/pay", body=body, headers={"idempotency-key": idempotency_key}
        )
        return answer

    def print_receipt(
        self, transaction_id: int, body: NewReceiptPrint | None = None, *, idempotency_key: str | None = None
    ) -> ReceiptPrint:
        """Count a print of the receipt, and return it; for the seller of all items, at their tills, and for admins.

        The first one is the original, all others say that they are copies. After a jam, repeat the call with its
        `Idempotency-Key`: the answer is the same. The `escpos` of a first print opens the drawer if cash was paid.

        An API key needs the scope transactions:write."""
        answer: ReceiptPrint = self._call(
            "POST",
            f"/api/transactions/{transaction_id}/receipt/prints",
            body=body or {},
            headers={"idempotency-key": idempotency_key},
        )
        return answer

    def print_refund_receipt(
        self,
        transaction_id: int,
        refund_id: int,
        body: NewReceiptPrint | None = None,
        *,
        idempotency_key: str | None = None,
    ) -> ReceiptPrint:
        """Count a print of the receipt of a refund, and return it, as that of a sale.

        The `escpos` of a first print opens the drawer if cash was given back.

        An API key needs the scope transactions:write."""
        answer: ReceiptPrint = self._call(
            "POST",
            f"/api/transactions/{transaction_id}/refunds/{refund_id}/receipt/prints",
            body=body or {},
            headers={"idempotency-key": idempotency_key},
        )
        return answer

    def quote(self, body: Basket) -> Quote:
        """Return the price of the items at this moment, or the problem that a sale would meet. Nothing is sold.

        With `till_id`, or by who has signed in at a till, it is that of a sale at the till, from the stock that is sold
        there. With `customer_id` it is that of a sale to a customer of the seller, before the `payments` are known, too.

        Send the quote's total as the sale's `expected_total`. Visitors get a quote, too, without the
        checks that depend on an account, such as a course that they own already. `too_many_unpaid_orders` is met by orders
        alone.

        No authentication required."""
        answer: Quote = self._call("POST", "/api/transactions/quote", body=body)
        return answer

    def quote_refund(self, transaction_id: int, body: NewRefund) -> RefundQuote:
        """Return what a refund would give back, or the problem that it would meet. Nothing is given back.

        An API key needs the scope transactions:write."""
        answer: RefundQuote = self._call("POST", f"/api/transactions/{transaction_id}/refunds/quote", body=body)
        return answer

    def refund(self, transaction_id: int, body: NewRefund, *, idempotency_key: str) -> MadeRefund:
        """Give back goods or money of a sale that the caller has made (admins: any sale; at a till: the owner's).

        Who bought it from others gives nothing back to themselves, as one of their staff or as an admin either.
        `items` come back at their share in what is left of their line; `amount` gives back money alone. Several refunds may
        follow each other until nothing is left. Goods return to the stock unless `restock` is false. A course of which
        nothing is left ends for its buyer. Figures count the refund on its own day. For an exchange, sell the other goods
        first and send the id of that sale as `exchange_id`. At a till the money comes out of its open shift.

        An API key needs the scope transactions:write."""
        answer: MadeRefund = self._call(
            "POST",
            f"/api/transactions/{transaction_id}/refunds",
            body=body,
            headers={"idempotency-key": idempotency_key},
        )
        return answer

    def show(self, transaction_id: int) -> SaleWithBuyer:
        """Return one sale to its buyer, its cashier or an admin; sellers see their own items of it.

        Who has signed in at a till sees what was sold there.

        An API key needs the scope transactions:read."""
        answer: SaleWithBuyer = self._call("GET", f"/api/transactions/{transaction_id}")
        return answer

    @overload
    def show_receipt(
        self,
        transaction_id: int,
        *,
        format: Literal["html"] | None = None,
        width: Literal["58", "80", "a4"] | None = None,
        language: Literal["id", "en"] | None = None,
    ) -> bytes: ...
    @overload
    def show_receipt(
        self,
        transaction_id: int,
        *,
        format: Literal["pdf"],
        width: Literal["58", "80", "a4"] | None = None,
        language: Literal["id", "en"] | None = None,
    ) -> bytes: ...
    @overload
    def show_receipt(
        self,
        transaction_id: int,
        *,
        format: Literal["escpos"],
        width: Literal["58", "80", "a4"] | None = None,
        language: Literal["id", "en"] | None = None,
    ) -> bytes: ...
    def show_receipt(
        self,
        transaction_id: int,
        *,
        format: Literal["html", "pdf", "escpos"] | None = None,
        width: Literal["58", "80", "a4"] | None = None,
        language: Literal["id", "en"] | None = None,
    ) -> bytes:
        """Return the receipt of a sale, or the bill of an order that is not paid.

        Whoever sees the sale sees its receipt, sellers that of their own part. Who has signed in at a till sees those of
        all sales of its owner at the counter and at tills. It is headed by the outlet of the sale; an order of the web, by
        the default outlet of its only seller. The seller and their tills see the name of a known customer, and what is
        still owed for the sale; API keys with `customers:read` only. It says that it is a copy as soon as a print was
        counted. `escpos` never opens the drawer here.

        An API key needs the scope transactions:read."""
        answer: bytes = self._call(
            "GET",
            f"/api/transactions/{transaction_id}/receipt",
            query={"format": format, "width": width, "language": language},
        )
        return answer

    @overload
    def show_refund_receipt(
        self,
        transaction_id: int,
        refund_id: int,
        *,
        format: Literal["html"] | None = None,
        width: Literal["58", "80", "a4"] | None = None,
        language: Literal["id", "en"] | None = None,
    ) -> bytes: ...
    @overload
    def show_refund_receipt(
        self,
        transaction_id: int,
        refund_id: int,
        *,
        format: Literal["pdf"],
        width: Literal["58", "80", "a4"] | None = None,
        language: Literal["id", "en"] | None = None,
    ) -> bytes: ...
    @overload
    def show_refund_receipt(
        self,
        transaction_id: int,
        refund_id: int,
        *,
        format: Literal["escpos"],
        width: Literal["58", "80", "a4"] | None = None,
        language: Literal["id", "en"] | None = None,
    ) -> bytes: ...
    def show_refund_receipt(
        self,
        transaction_id: int,
        refund_id: int,
        *,
        format: Literal["html", "pdf", "escpos"] | None = None,
        width: Literal["58", "80", "a4"] | None = None,
        language: Literal["id", "en"] | None = None,
    ) -> bytes:
        """Return the receipt of a refund: what came back, what was given for it and how, and the tax in it.

        Whoever sees the refund sees its receipt, as that of the sale. It is headed by the outlet that gave the money.

        An API key needs the scope transactions:read."""
        answer: bytes = self._call(
            "GET",
            f"/api/transactions/{transaction_id}/refunds/{refund_id}/receipt",
            query={"format": format, "width": width, "language": language},
        )
        return answer

    def list(
        self,
        *,
        from_: str | None = None,
        to: str | None = None,
        per_page: int | None = None,
        cursor: str | None = None,
        scope: Literal["own", "sales", "all"] | None = None,
        status: Literal["pending"] | None = None,
    ) -> SalePage:
        """List orders and sales, newest first, with cursor pagination; `from` and `to` limit the days.

        The days are those of the order, with `scope=sales` those on which it was paid. Without a `scope` the list holds the
        caller's own purchases; sellers get a notice that says so. `scope=sales` lists what a seller has sold.

        An API key needs the scope transactions:read."""
        answer: SalePage = self._call(
            "GET",
            "/api/transactions",
            query={"from": from_, "to": to, "per_page": per_page, "cursor": cursor, "scope": scope, "status": status},
        )
        return answer

    def walk(
        self,
        *,
        from_: str | None = None,
        to: str | None = None,
        per_page: int = 100,
        scope: Literal["own", "sales", "all"] | None = None,
        status: Literal["pending"] | None = None,
    ) -> Iterator[SaleWithBuyer]:
        """Yield each row of `list`, page after page."""
        return walk(
            lambda cursor: self.list(from_=from_, to=to, per_page=per_page, scope=scope, status=status, cursor=cursor),
            "transactions",
        )


class TwoFactorCalls(Resource):
    def confirm_setup(self, body: TotpConfirmation, *, idempotency_key: str | None = None) -> RecoveryCodes:
        """Enable two-factor authentication with the app's first code. The caller's other sessions end.

        API keys are not accepted."""
        answer: RecoveryCodes = self._call(
            "POST", "/api/auth/second-factor/confirm", body=body, headers={"idempotency-key": idempotency_key}
        )
        return answer

    def disable(self, body: TwoFactorReauthentication, *, idempotency_key: str | None = None) -> Message:
        """Disable two-factor authentication with the password and a code. The user is notified by e-mail.

        API keys are not accepted."""
        answer: Message = self._call(
            "DELETE", "/api/auth/second-factor", body=body, headers={"idempotency-key": idempotency_key}
        )
        return answer

    def regenerate_recovery_codes(
        self, body: TwoFactorReauthentication, *, idempotency_key: str | None = None
    ) -> RecoveryCodes:
        """Replace the recovery codes. The old ones no longer work.

        API keys are not accepted."""
        answer: RecoveryCodes = self._call(
            "POST", "/api/auth/second-factor/recovery-codes", body=body, headers={"idempotency-key": idempotency_key}
        )
        return answer

    def show(self) -> TwoFactorStatus:
        """Show if the caller has enabled two-factor authentication, and if a role requires it.

        API keys are not accepted."""
        answer: TwoFactorStatus = self._call("GET", "/api/auth/second-factor")
        return answer

    def show_policy(self) -> TwoFactorPolicy:
        """Show the roles that require two-factor authentication.

        Needs one of the roles: admin. API keys are not accepted."""
        answer: TwoFactorPolicy = self._call("GET", "/api/auth/second-factor/policy")
        return answer

    def start_setup(self, body: TotpSetupStart, *, idempotency_key: str | None = None) -> TotpSetup:
        """Start to set up an authenticator app. The new secret takes effect once `confirm` gets a code of it.

        API keys are not accepted."""
        answer: TotpSetup = self._call(
            "POST", "/api/auth/second-factor", body=body, headers={"idempotency-key": idempotency_key}
        )
        return answer

    def update_policy(self, body: TwoFactorPolicyUpdate, *, idempotency_key: str | None = None) -> TwoFactorPolicy:
        """Set the roles that require two-factor authentication.

        Holders of such a role who have not enrolled can still sign in, but every call outside their own account answers
        403 `mfa_enrolment_required`. The admin who calls must have enrolled themselves.

        Needs one of the roles: admin. API keys are not accepted."""
        answer: TwoFactorPolicy = self._call(
            "PUT", "/api/auth/second-factor/policy", body=body, headers={"idempotency-key": idempotency_key}
        )
        return answer


class UsersCalls(Resource):
    def confirm_email(self, body: EmailVerification, *, idempotency_key: str | None = None) -> VerifiedEmail:
        """Replace the user's address by the one that the link was sent to.

        Repeating the call returns the same response.

        No authentication required."""
        answer: VerifiedEmail = self._call(
            "POST", "/api/users/confirm-email", body=body, headers={"idempotency-key": idempotency_key}
        )
        return answer

    def reset_two_factor(self, user_id: int, *, idempotency_key: str | None = None) -> Message:
        """Disable two-factor authentication for a user who has lost the app. Their sessions end, and an e-mail tells them.

        Admins disable their own with password and code.

        Needs one of the roles: admin. API keys are not accepted."""
        answer: Message = self._call(
            "DELETE", f"/api/users/{user_id}/second-factor", headers={"idempotency-key": idempotency_key}
        )
        return answer

    def show_profile(self) -> OwnProfile:
        """Show the caller's own profile.

        An API key needs the scope users:read."""
        answer: OwnProfile = self._call("GET", "/api/users/profile")
        return answer

    def update(self, user_id: int, body: UserUpdate | None = None, *, idempotency_key: str | None = None) -> Profile:
        """Set the user's roles, add one, activate or deactivate. It takes effect on the user's next call.

        The orders of a deactivated user on which nothing was paid expire at once.

        Needs one of the roles: admin. API keys are not accepted."""
        answer: Profile = self._call(
            "PATCH", f"/api/users/{user_id}", body=body or {}, headers={"idempotency-key": idempotency_key}
        )
        return answer

    def update_profile(self, body: ProfileUpdate | None = None, *, idempotency_key: str | None = None) -> OwnProfile:
        """Change the given fields of the caller's own profile.

        A new e-mail address requires the password. It is `pending_email` until the link in an e-mail to it is opened, for
        24 hours; a newer one replaces it. A new username requires the password if the last sign-in is more than 10 minutes
        ago (403 `reauthentication_required`).

        API keys are not accepted."""
        answer: OwnProfile = self._call(
            "PUT", "/api/users/profile", body=body or {}, headers={"idempotency-key": idempotency_key}
        )
        return answer

    def list(
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
    ) -> UserPage:
        """List users by registration time, by page number or cursor.

        Needs one of the roles: admin. API keys are not accepted."""
        answer: UserPage = self._call(
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

    def walk(
        self,
        *,
        per_page: int = 100,
        search: str | None = None,
        role: Literal["buyer", "seller", "developer", "admin"] | None = None,
        active: bool | None = None,
        sort_by: Literal["created_at"] | None = None,
        sort_order: Literal["asc", "desc"] | None = None,
    ) -> Iterator[Profile]:
        """Yield each row of `list`, page after page."""
        return walk(
            lambda cursor: self.list(
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


class VouchersCalls(Resource):
    def check(self, body: VoucherCheck) -> Checked:
        """Tell whether a quote of these items would accept the voucher, with the verdict of each rule.

        Goods that can't be sold are the problems of a quote. Name the till and the customer of a sale at the counter, as
        that does. `rule` is known: a seller of the items has such a voucher; active: it was not withdrawn; started,
        not_ended: its time; minimum: what the goods must cost; uses_left: all its uses; uses_of_buyer: those of one buyer,
        an account or a customer.

        No authentication required."""
        answer: Checked = self._call("POST", "/api/vouchers/check", body=body)
        return answer

    def create(self, body: NewVoucher, *, idempotency_key: str | None = None) -> Voucher:
        """Create a voucher for the goods of the caller.

        It is taken off what is left of their prices after other discounts, before service charge and taxes.

        Needs one of the roles: seller, admin. API keys are not accepted."""
        answer: Voucher = self._call("POST", "/api/vouchers", body=body, headers={"idempotency-key": idempotency_key})
        return answer

    def update(
        self, voucher_id: int, body: VoucherUpdate | None = None, *, idempotency_key: str | None = None
    ) -> Voucher:
        """Set the given fields of an own voucher. `active: false` withdraws it; past orders keep what it took off.

        Needs one of the roles: seller, admin. API keys are not accepted."""
        answer: Voucher = self._call(
            "PUT", f"/api/vouchers/{voucher_id}", body=body or {}, headers={"idempotency-key": idempotency_key}
        )
        return answer

    def list(self, *, per_page: int | None = None, cursor: str | None = None) -> VoucherPage:
        """List the caller's vouchers, as a seller, newest first.

        Needs one of the roles: seller, admin. API keys are not accepted."""
        answer: VoucherPage = self._call("GET", "/api/vouchers", query={"per_page": per_page, "cursor": cursor})
        return answer

    def walk(self, *, per_page: int = 100) -> Iterator[Voucher]:
        """Yield each row of `list`, page after page."""
        return walk(lambda cursor: self.list(per_page=per_page, cursor=cursor), "vouchers")


class WebhooksCalls(Resource):
    def create(self, body: NewWebhook, *, idempotency_key: str | None = None) -> WebhookWithSecret:
        """Add a webhook, which gets the caller's events from now on, each in order.

        An attempt is a success if the answer is 2xx within 10 seconds. Others are repeated over three days, with the same
        `webhook-id`; then the webhook is paused, and an e-mail tells you. Up to 10 webhooks.

        Needs one of the roles: seller, developer, admin. An API key needs the scope webhooks:write."""
        answer: WebhookWithSecret = self._call(
            "POST", "/api/webhooks", body=body, headers={"idempotency-key": idempotency_key}
        )
        return answer

    def delete(self, webhook_id: int, *, idempotency_key: str | None = None) -> Message:
        """Delete a webhook. Nothing is sent to it any more.

        Needs one of the roles: seller, developer, admin. An API key needs the scope webhooks:write."""
        answer: Message = self._call(
            "DELETE", f"/api/webhooks/{webhook_id}", headers={"idempotency-key": idempotency_key}
        )
        return answer

    def list_deliveries(
        self, webhook_id: int, *, per_page: int | None = None, cursor: str | None = None
    ) -> DeliveryPage:
        """List the attempts of 30 days, newest first.

        Needs one of the roles: seller, developer, admin. An API key needs the scope webhooks:read."""
        answer: DeliveryPage = self._call(
            "GET", f"/api/webhooks/{webhook_id}/deliveries", query={"per_page": per_page, "cursor": cursor}
        )
        return answer

    def walk_deliveries(self, webhook_id: int, *, per_page: int = 100) -> Iterator[Delivery]:
        """Yield each row of `list_deliveries`, page after page."""
        return walk(lambda cursor: self.list_deliveries(webhook_id, per_page=per_page, cursor=cursor), "deliveries")

    def replay(self, webhook_id: int, event_id: str, *, idempotency_key: str | None = None) -> Delivery:
        """Send an event once more within seconds, with its own `webhook-id`; the deliveries tell how it ended.

        Needs one of the roles: seller, developer, admin. An API key needs the scope webhooks:write."""
        answer: Delivery = self._call(
            "POST",
            f"/api/webhooks/{webhook_id}/deliveries/{segment(event_id)}/replay",
            headers={"idempotency-key": idempotency_key},
        )
        return answer

    def rotate(self, webhook_id: int, *, idempotency_key: str | None = None) -> WebhookWithSecret:
        """Replace the secret. For 24 hours the one before signs as well, and each attempt has both signatures.

        Needs one of the roles: seller, developer, admin. An API key needs the scope webhooks:write."""
        answer: WebhookWithSecret = self._call(
            "POST", f"/api/webhooks/{webhook_id}/rotate", headers={"idempotency-key": idempotency_key}
        )
        return answer

    def show(self, webhook_id: int) -> Webhook:
        """Show one of the caller's webhooks.

        Needs one of the roles: seller, developer, admin. An API key needs the scope webhooks:read."""
        answer: Webhook = self._call("GET", f"/api/webhooks/{webhook_id}")
        return answer

    def test(self, webhook_id: int, *, idempotency_key: str | None = None) -> Delivery:
        """Send a `webhook.test` within seconds; the deliveries tell how it ended.

        Needs one of the roles: seller, developer, admin. An API key needs the scope webhooks:write."""
        answer: Delivery = self._call(
            "POST", f"/api/webhooks/{webhook_id}/test", headers={"idempotency-key": idempotency_key}
        )
        return answer

    def update(
        self, webhook_id: int, body: WebhookUpdate | None = None, *, idempotency_key: str | None = None
    ) -> Webhook:
        """Set the given fields. `active` true ends a pause, and has the next attempt be made at once.

        Needs one of the roles: seller, developer, admin. An API key needs the scope webhooks:write."""
        answer: Webhook = self._call(
            "PATCH", f"/api/webhooks/{webhook_id}", body=body or {}, headers={"idempotency-key": idempotency_key}
        )
        return answer

    def list(self, *, per_page: int | None = None, cursor: str | None = None) -> WebhookPage:
        """List the caller's webhooks, newest first.

        Needs one of the roles: seller, developer, admin. An API key needs the scope webhooks:read."""
        answer: WebhookPage = self._call("GET", "/api/webhooks", query={"per_page": per_page, "cursor": cursor})
        return answer

    def walk(self, *, per_page: int = 100) -> Iterator[Webhook]:
        """Yield each row of `list`, page after page."""
        return walk(lambda cursor: self.list(per_page=per_page, cursor=cursor), "webhooks")


class Resources:
    def __init__(self, calls: Calls) -> None:
        self.accounts = AccountsCalls(calls)
        self.activities = ActivitiesCalls(calls)
        self.analyses = AnalysesCalls(calls)
        self.analytics = AnalyticsCalls(calls)
        self.api_keys = ApiKeysCalls(calls)
        self.attempts = AttemptsCalls(calls)
        self.audit = AuditCalls(calls)
        self.auth = AuthCalls(calls)
        self.avatars = AvatarsCalls(calls)
        self.backups = BackupsCalls(calls)
        self.brands = BrandsCalls(calls)
        self.categories = CategoriesCalls(calls)
        self.certificates = CertificatesCalls(calls)
        self.changes = ChangesCalls(calls)
        self.course_drafts = CourseDraftsCalls(calls)
        self.course_files = CourseFilesCalls(calls)
        self.course_statements = CourseStatementsCalls(calls)
        self.courses = CoursesCalls(calls)
        self.customers = CustomersCalls(calls)
        self.emails = EmailsCalls(calls)
        self.enrolments = EnrolmentsCalls(calls)
        self.events = EventsCalls(calls)
        self.health = HealthCalls(calls)
        self.images = ImagesCalls(calls)
        self.imports = ImportsCalls(calls)
        self.jobs = JobsCalls(calls)
        self.learner_attempts = LearnerAttemptsCalls(calls)
        self.outlets = OutletsCalls(calls)
        self.payment_accounts = PaymentAccountsCalls(calls)
        self.payment_requests = PaymentRequestsCalls(calls)
        self.platform = PlatformCalls(calls)
        self.products = ProductsCalls(calls)
        self.progress = ProgressCalls(calls)
        self.reports = ReportsCalls(calls)
        self.role_requests = RoleRequestsCalls(calls)
        self.sales = SalesCalls(calls)
        self.shifts = ShiftsCalls(calls)
        self.shop = ShopCalls(calls)
        self.staff = StaffCalls(calls)
        self.stock = StockCalls(calls)
        self.sync = SyncCalls(calls)
        self.tax_profile = TaxProfileCalls(calls)
        self.tills = TillsCalls(calls)
        self.transactions = TransactionsCalls(calls)
        self.two_factor = TwoFactorCalls(calls)
        self.users = UsersCalls(calls)
        self.vouchers = VouchersCalls(calls)
        self.webhooks = WebhooksCalls(calls)
