// Made of docs/openapi.json by `make api`; changes here get lost. 9ae5836b64bf9349d9af5dbdc7ac9264a6711241b1ab67c1814617205235f8b7
import type { Upload } from "./calls.js";
export type paths = Record<string, never>;
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        ActivitiesExportAnswer: {
            activities: components["schemas"]["Activity"][];
        };
        ActivitiesExportQuery: {
            /**
             * Format: date
             * @description The first day, in Jakarta.
             */
            from?: string;
            /**
             * Format: date
             * @description The last day, in Jakarta.
             */
            to?: string;
            /** @enum {string} */
            type?: "sign_up" | "sign_in" | "profile_changed" | "email_change_requested" | "email_changed" | "email_verified" | "password_reset_requested" | "password_reset" | "password_changed" | "second_factor_enabled" | "second_factor_disabled" | "second_factor_reset" | "second_factor_policy" | "recovery_code_used" | "recovery_codes_renewed" | "product_created" | "product_changed" | "product_deleted" | "product_viewed" | "category_created" | "category_changed" | "category_deleted" | "brand_created" | "brand_changed" | "brand_deleted" | "sale" | "import" | "export" | "analysis" | "course_created" | "course_changed" | "course_published" | "course_deleted" | "course_restored" | "course_enrolled" | "course_left" | "course_completed" | "quiz_submitted" | "progress_waived" | "learner_removed" | "learner_readmitted" | "quiz_allowed" | "certificate_reissued" | "certificate_revoked" | "api_key_created" | "api_key_changed" | "api_key_rotated" | "api_key_revoked" | "role_requested" | "role_request_withdrawn" | "role_granted" | "role_denied" | "shop_changed";
            /**
             * @default csv
             * @enum {string}
             */
            format?: "csv" | "json";
        };
        ActivitiesListQuery: {
            /** @default 1 */
            page?: number;
            /** @default 20 */
            per_page?: number;
            /** @description Empty starts a walk; then the last `next_cursor`. */
            cursor?: string;
            /**
             * Format: date
             * @description The first day, in Jakarta.
             */
            from?: string;
            /**
             * Format: date
             * @description The last day, in Jakarta.
             */
            to?: string;
            /** @enum {string} */
            type?: "sign_up" | "sign_in" | "profile_changed" | "email_change_requested" | "email_changed" | "email_verified" | "password_reset_requested" | "password_reset" | "password_changed" | "second_factor_enabled" | "second_factor_disabled" | "second_factor_reset" | "second_factor_policy" | "recovery_code_used" | "recovery_codes_renewed" | "product_created" | "product_changed" | "product_deleted" | "product_viewed" | "category_created" | "category_changed" | "category_deleted" | "brand_created" | "brand_changed" | "brand_deleted" | "sale" | "import" | "export" | "analysis" | "course_created" | "course_changed" | "course_published" | "course_deleted" | "course_restored" | "course_enrolled" | "course_left" | "course_completed" | "quiz_submitted" | "progress_waived" | "learner_removed" | "learner_readmitted" | "quiz_allowed" | "certificate_reissued" | "certificate_revoked" | "api_key_created" | "api_key_changed" | "api_key_rotated" | "api_key_revoked" | "role_requested" | "role_request_withdrawn" | "role_granted" | "role_denied" | "shop_changed";
        };
        Activity: {
            id: number;
            /** @enum {string} */
            type: "sign_up" | "sign_in" | "profile_changed" | "email_change_requested" | "email_changed" | "email_verified" | "password_reset_requested" | "password_reset" | "password_changed" | "second_factor_enabled" | "second_factor_disabled" | "second_factor_reset" | "second_factor_policy" | "recovery_code_used" | "recovery_codes_renewed" | "product_created" | "product_changed" | "product_deleted" | "product_viewed" | "category_created" | "category_changed" | "category_deleted" | "brand_created" | "brand_changed" | "brand_deleted" | "sale" | "import" | "export" | "analysis" | "course_created" | "course_changed" | "course_published" | "course_deleted" | "course_restored" | "course_enrolled" | "course_left" | "course_completed" | "quiz_submitted" | "progress_waived" | "learner_removed" | "learner_readmitted" | "quiz_allowed" | "certificate_reissued" | "certificate_revoked" | "api_key_created" | "api_key_changed" | "api_key_rotated" | "api_key_revoked" | "role_requested" | "role_request_withdrawn" | "role_granted" | "role_denied" | "shop_changed";
            /** @description The id of what it was about: the type tells of what. */
            subject_id: number | null;
            detail: string;
            /** @description Where the call came from. */
            address: string;
            /** Format: date-time */
            created_at: string;
        };
        ActivityPage: {
            per_page: number;
            has_next: boolean;
            next_cursor: string | null;
            total_items: number;
            total_pages: number;
            /** @description Null in a walk by cursor. */
            current_page: number | null;
            has_prev: boolean;
            activities: components["schemas"]["Activity"][];
        };
        Administration: {
            /** @description The whole set. */
            roles?: ("buyer" | "seller" | "developer" | "admin")[];
            /**
             * @description One more role.
             * @enum {string}
             */
            role?: "buyer" | "seller" | "developer" | "admin";
            active?: boolean;
        };
        /** @description What was allowed beyond the limits of the quiz. */
        Allowance: {
            attempts: number;
            minutes: number;
            reason: string;
        };
        /** @description What the learner may have beyond the limits of the quiz, all in all: sent again, it adds nothing. */
        AllowanceIn: {
            /**
             * @description So many more attempts.
             * @default 0
             */
            attempts?: number;
            /**
             * @description So many more minutes in each, also in one under way.
             * @default 0
             */
            minutes?: number;
            reason: string;
        };
        AnalysesAnalyzeQuery: {
            /** @default true */
            include_forecast?: boolean;
            /**
             * @description A chart of each series as SVG.
             * @default false
             */
            include_visualizations?: boolean;
            /**
             * @description The answer as a file to be saved: all of it, or its rows.
             * @enum {string}
             */
            export_format?: "json" | "csv";
            /** @description How many periods to forecast; else what suits. */
            horizon?: number;
            /**
             * @description best: more models, about ten times the work.
             * @default fast
             * @enum {string}
             */
            tier?: "fast" | "best";
            /**
             * @description Where the dates don't tell it, or a longer period.
             * @enum {string}
             */
            frequency?: "hour" | "day" | "business_day" | "week" | "month" | "quarter" | "semester" | "year";
            /** @description The name of the column of dates. */
            date?: string;
            /**
             * @description The columns that tell series apart, such as products.
             * @default []
             */
            series?: string[];
            /**
             * @description The columns of numbers.
             * @default []
             */
            value?: string[];
            /**
             * @description Rows to leave out, as `column:cell`, such as Status:Batal.
             * @default []
             */
            skip?: string[];
            /**
             * @description How rows of one period become one; count: how many they are, such as a row for each sale.
             * @enum {string}
             */
            aggregate?: "sum" | "mean" | "count";
            /**
             * @description What a period without a row was.
             * @enum {string}
             */
            fill?: "zero" | "interpolate";
            /**
             * @description What 03/04/2026 means.
             * @enum {string}
             */
            day_order?: "day_first" | "month_first";
            /** @description That of dates without one, such as Januari or 5 Jan. */
            year?: number;
            /**
             * Format: date
             * @description The day up to which all series go.
             */
            through?: string;
        };
        Analysis: {
            columns: components["schemas"]["ColumnsTaken"];
            frequency: components["schemas"]["Frequency"];
            rows: number;
            tier: string;
            horizon: number | null;
            aggregate: string | null;
            fill: string | null;
            /** @description The first of what should be known of single rows. */
            notices: components["schemas"]["Noticed"][];
            notice_counts: {
                [key: string]: number;
            };
            /** @description Of all series together, where they can be added. */
            totals: components["schemas"]["Whole"] | null;
            series: components["schemas"]["Series"][];
            /** @description What is missing, where time or memory ran out. */
            degraded: components["schemas"]["Degraded"] | null;
        };
        AnalysisAhead: {
            /** @description The day or moment on which the period begins. */
            date: string;
            /** @description What to expect. */
            mean: number | null;
            /** @description With hi80 the range of about 80 of 100 such cases. */
            lo80: number | null;
            hi80: number | null;
            /** @description With hi95 that of 95. */
            lo95: number | null;
            hi95: number | null;
        };
        AnalysisChange: {
            /** @description A fraction: 0.1 is 10 % more. */
            value: number | null;
            reason: string | null;
        };
        AnalyticsCohortsQuery: {
            course_id: number;
            /**
             * @description csv: the same figures as a file, all of them.
             * @default json
             * @enum {string}
             */
            format?: "json" | "csv";
        };
        AnalyticsCompletionRatesQuery: {
            /** @default 20 */
            per_page?: number;
            /**
             * @description Empty starts a walk; then the last `next_cursor`.
             * @default
             */
            cursor?: string;
            /** @description This course alone. */
            course_id?: number;
            /**
             * @description csv: the same figures as a file, all of them.
             * @default json
             * @enum {string}
             */
            format?: "json" | "csv";
            /**
             * @description month: also by month of enrolment.
             * @default course
             * @enum {string}
             */
            by?: "course" | "month";
        };
        AnalyticsCourseEngagementQuery: {
            /** @default 20 */
            per_page?: number;
            /**
             * @description Empty starts a walk; then the last `next_cursor`.
             * @default
             */
            cursor?: string;
            /** @description This course alone. */
            course_id?: number;
            /**
             * @description csv: the same figures as a file, all of them.
             * @default json
             * @enum {string}
             */
            format?: "json" | "csv";
        };
        AnalyticsCourseProgressQuery: {
            /** @default 20 */
            per_page?: number;
            /**
             * @description Empty starts a walk; then the last `next_cursor`.
             * @default
             */
            cursor?: string;
            /** @description This course alone. */
            course_id?: number;
            /**
             * @description csv: the same figures as a file, all of them.
             * @default json
             * @enum {string}
             */
            format?: "json" | "csv";
        };
        AnalyticsUserProgressQuery: {
            /** @default 20 */
            per_page?: number;
            /**
             * @description Empty starts a walk; then the last `next_cursor`.
             * @default
             */
            cursor?: string;
            /** @description This course alone. */
            course_id?: number;
            /**
             * @description csv: the same figures as a file, all of them.
             * @default json
             * @enum {string}
             */
            format?: "json" | "csv";
            /** @enum {string} */
            state?: "not_started" | "in_progress" | "completed" | "left";
            /** @description Without activity for at least so many days. */
            inactive_days?: number;
            /**
             * @description Of your own courses, your own enrolments, or all (admins); else the widest.
             * @enum {string}
             */
            scope?: "learners" | "own" | "all";
        };
        AnalyzeForm: {
            /**
             * Format: binary
             * @description CSV or JSON: a row for each date, a column of dates, one of numbers; at most 64 MB.
             */
            file: Upload;
        };
        /** @description An answer to one question: the `options` chosen, or the `text` of a short answer. */
        Answer: {
            question_id: number;
            /** @default null */
            options?: number[] | null;
            /** @default null */
            text?: string | null;
        };
        /**
         * @description Answers to questions of the attempt; of two to the same question the later counts.
         * @example {
         *       "answers": [
         *         {
         *           "question_id": 1,
         *           "options": [
         *             2
         *           ]
         *         },
         *         {
         *           "question_id": 2,
         *           "text": "Aceh"
         *         }
         *       ]
         *     }
         */
        Answers: {
            /** @default [] */
            answers?: components["schemas"]["Answer"][];
        };
        ApiKey: {
            id: number;
            user_id: number;
            name: string;
            /** @description How the key begins, by which it can be told from others. */
            prefix: string;
            scopes: ("analytics:read" | "courses:read" | "courses:write" | "imports:read" | "imports:write" | "products:read" | "products:write" | "transactions:read" | "transactions:write" | "users:read")[];
            quota: number | null;
            /**
             * @description overlapping: rotated, and good until `overlap_ends_at`.
             * @enum {string}
             */
            state: "active" | "overlapping" | "rotated" | "expired" | "revoked";
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            expires_at: string;
            /** @description Up to a minute late. */
            last_used_at: string | null;
            last_used_from: string | null;
            /** @description The key that has taken its place. */
            rotated_to: number | null;
            overlap_ends_at: string | null;
            revoked_at: string | null;
            reason: ("revoked" | "leaked" | "deactivated" | "role_lost") | null;
        };
        ApiKeyChange: {
            name?: string;
            /** @description Calls an hour, for others than admins up to what any key has. */
            quota?: number | null;
        };
        ApiKeyIn: {
            /**
             * Format: password
             * @description Asked for by a 403 `reauthentication_required` where the last sign-in, or the last call with it, is more than 10 minutes ago.
             * @default null
             */
            current_password?: string | null;
            /** @default API key */
            name?: string;
            /**
             * @description Default: all that only read.
             * @default [
             *       "analytics:read",
             *       "courses:read",
             *       "imports:read",
             *       "products:read",
             *       "transactions:read",
             *       "users:read"
             *     ]
             */
            scopes?: ("analytics:read" | "courses:read" | "courses:write" | "imports:read" | "imports:write" | "products:read" | "products:write" | "transactions:read" | "transactions:write" | "users:read")[];
            /** @default 90 */
            expires_in_days?: number;
            /**
             * @description Calls an hour, for others than admins up to what any key has.
             * @default null
             */
            quota?: number | null;
        };
        ApiKeyPage: {
            per_page: number;
            has_next: boolean;
            next_cursor: string | null;
            total_items: number;
            total_pages: number;
            /** @description Null in a walk by cursor. */
            current_page: number | null;
            has_prev: boolean;
            api_keys: components["schemas"]["ApiKey"][];
        };
        /**
         * @description A question in the order of this attempt. What was right is told once it is submitted, and the answers to it
         *     after an attempt that passed or after the last, where the author allows it.
         */
        Asked: {
            id: number;
            /** @enum {string} */
            kind: "single" | "multiple" | "short";
            text: string;
            points: number;
            options: components["schemas"]["Choice"][];
            answer: components["schemas"]["Given"] | null;
            /** @default null */
            right?: boolean | null;
            /** @default null */
            correct_options?: number[] | null;
            /** @default null */
            accepted?: string[] | null;
            /** @default null */
            explanation?: string | null;
        };
        /**
         * @example {
         *       "role": "seller",
         *       "note": "Saya menjual kopi dari Gayo."
         *     }
         */
        Asking: {
            /** @enum {string} */
            role: "seller" | "developer";
            /**
             * @description Why, for the admins.
             * @default
             */
            note?: string;
        };
        /** @description An attempt with its questions. */
        Attempt: {
            id: number;
            number: number;
            score: number | null;
            passed: boolean | null;
            /** Format: date-time */
            started_at: string;
            expires_at: string | null;
            submitted_at: string | null;
            course_id: number;
            content_id: number;
            mastery_score: number | null;
            /** @description Null: any number. */
            attempts_left: number | null;
            questions: components["schemas"]["Asked"][];
        };
        /** @description One attempt of a learner; the score is in percent. */
        AttemptHead: {
            id: number;
            number: number;
            score: number | null;
            passed: boolean | null;
            /** Format: date-time */
            started_at: string;
            expires_at: string | null;
            submitted_at: string | null;
        };
        /** @description A learner's attempts at one quiz, newest first, and what it allows them; null where it is a quiz no more. */
        Attempts: {
            quiz: components["schemas"]["QuizLimits"] | null;
            attempts: components["schemas"]["AttemptHead"][];
        };
        AuditExportEntriesAnswer: {
            entries: components["schemas"]["Entry"][];
        };
        AuditExportEntriesQuery: {
            /**
             * Format: date
             * @description The first day, in Jakarta.
             */
            from?: string;
            /**
             * Format: date
             * @description The last day, in Jakarta.
             */
            to?: string;
            /** @description Who acted. */
            user_id?: number;
            key_id?: number;
            table?: string;
            /** @description Together with `table`. */
            row_id?: string;
            /** @enum {string} */
            operation?: "INSERT" | "UPDATE" | "DELETE" | "DENIED";
            request_id?: string;
            address?: string;
            /**
             * @default csv
             * @enum {string}
             */
            format?: "csv" | "json";
        };
        AuditListEntriesQuery: {
            /** @default 1 */
            page?: number;
            /** @default 20 */
            per_page?: number;
            /** @description Empty starts a walk; then the last `next_cursor`. */
            cursor?: string;
            /**
             * Format: date
             * @description The first day, in Jakarta.
             */
            from?: string;
            /**
             * Format: date
             * @description The last day, in Jakarta.
             */
            to?: string;
            /** @description Who acted. */
            user_id?: number;
            key_id?: number;
            table?: string;
            /** @description Together with `table`. */
            row_id?: string;
            /** @enum {string} */
            operation?: "INSERT" | "UPDATE" | "DELETE" | "DENIED";
            request_id?: string;
            address?: string;
        };
        AuditPage: {
            per_page: number;
            has_next: boolean;
            next_cursor: string | null;
            total_items: number;
            total_pages: number;
            /** @description Null in a walk by cursor. */
            current_page: number | null;
            has_prev: boolean;
            entries: components["schemas"]["Entry"][];
        };
        Avatar: {
            avatar_url: string;
            urls: components["schemas"]["Urls"];
        };
        AvatarForm: {
            /**
             * Format: binary
             * @description A JPEG, PNG, WebP, AVIF or GIF of at most 10 MB.
             */
            avatar: Upload;
        };
        /**
         * @example {
         *       "items": [
         *         {
         *           "product_id": 7,
         *           "qty": 2
         *         }
         *       ],
         *       "expected_total": 100000
         *     }
         */
        Basket: {
            items: components["schemas"]["Item"][];
            /** @description The total that the buyer has agreed to; a sale that would cost another is a 409 `total_changed` with the new `quote`, and sells nothing. */
            expected_total?: number;
        };
        Beginning: {
            /** Format: password */
            current_password: string;
        };
        Begun: {
            /** @description For who types it into their authenticator app, base32. */
            secret: string;
            /** @description The same as an `otpauth:` address, which apps open. */
            address: string;
            /** @description The address as a QR code: a `data:` address of an SVG. */
            qr: string;
        };
        /** @description The password and a code. */
        BothFactors: {
            /** Format: password */
            current_password: string;
            /** @default null */
            code?: string | null;
            /** @default null */
            recovery_code?: string | null;
        } & ({
            code: string;
        } | {
            recovery_code: string;
        });
        Brand: {
            id: number;
            name: string;
            owner_id: number | null;
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            updated_at: string;
        };
        BrandChange: {
            name?: string;
            /** @description The only seller who may use it; null: everybody may. */
            owner_id?: number | null;
        };
        /**
         * @example {
         *       "name": "Gayo Asli"
         *     }
         */
        BrandIn: {
            name: string;
            /**
             * @description The only seller who may use it; null: everybody may.
             * @default null
             */
            owner_id?: number | null;
        };
        Brands: {
            per_page: number;
            has_next: boolean;
            next_cursor: string | null;
            brands: components["schemas"]["Brand"][];
        };
        BrandsListQuery: {
            /** @default 20 */
            per_page?: number;
            /**
             * @description Empty starts a walk; then the last `next_cursor`.
             * @default
             */
            cursor?: string;
        };
        Categories: {
            categories: components["schemas"]["Category"][];
        };
        Category: {
            id: number;
            parent_id: number | null;
            name: string;
            children: components["schemas"]["Category"][];
        };
        CategoryChange: {
            name?: string;
            parent_id?: number | null;
        };
        /**
         * @example {
         *       "name": "Kopi",
         *       "parent_id": null
         *     }
         */
        CategoryIn: {
            name: string;
            /** @default null */
            parent_id?: number | null;
        };
        CategorySales: {
            category_id: number | null;
            name: string | null;
            products: number;
            units: number;
            /** @description Whole rupiah. */
            revenue: number;
            share: number | null;
        };
        CategoryWithPath: {
            id: number;
            parent_id: number | null;
            name: string;
            children: components["schemas"]["Category"][];
            /** @description Names from the top of the tree down to this one. */
            path: string[];
        };
        Certificate: {
            code: string;
            valid: boolean;
            learner_name: string;
            /** @description The name as the PDF prints it. It is another where the fonts lack letters of it: those are transliterated, emoji are left out. Reissue the certificate with a name that can be printed. */
            printed_name: string;
            course_id: number;
            course_title: string;
            language: string;
            /** Format: date-time */
            issued_at: string;
            revoked_at: string | null;
            /** @description Why it was revoked, for its holder, its course's owner and admins. */
            reason: string | null;
            /** @description The code of the one with a corrected name that took its place, for the same. */
            replaced_by: string | null;
            /** @description The page on which anybody can check it. */
            url: string;
        };
        Certificates: {
            per_page: number;
            has_next: boolean;
            next_cursor: string | null;
            certificates: components["schemas"]["Certificate"][];
        };
        CertificatesListQuery: {
            /** @default 20 */
            per_page?: number;
            /**
             * @description Empty starts a walk; then the last `next_cursor`.
             * @default
             */
            cursor?: string;
        };
        Changed: {
            column: string;
            /** @description Null where the row is new, too. Secrets are told as [redacted]. */
            old: unknown;
            new: unknown;
        };
        ChangedBrand: {
            id: number;
            /** @description True: throw your copy away, there is nothing else to tell. */
            deleted: boolean;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "brand";
            /** @default null */
            product?: null;
            /** @default null */
            category?: null;
            brand: components["schemas"]["CopiedBrand"] | null;
        };
        ChangedCategory: {
            id: number;
            /** @description True: throw your copy away, there is nothing else to tell. */
            deleted: boolean;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "category";
            /** @default null */
            product?: null;
            category: components["schemas"]["CopiedCategory"] | null;
            /** @default null */
            brand?: null;
        };
        ChangedProduct: {
            id: number;
            /** @description True: throw your copy away, there is nothing else to tell. */
            deleted: boolean;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "product";
            product: components["schemas"]["ListedProduct"] | null;
            /** @default null */
            category?: null;
            /** @default null */
            brand?: null;
        };
        Changes: {
            changes: (components["schemas"]["ChangedProduct"] | components["schemas"]["ChangedCategory"] | components["schemas"]["ChangedBrand"])[];
            next_since: string;
            has_more: boolean;
        };
        ChangesImage: {
            id: number;
            /** @description The medium size. */
            url: string;
            urls: components["schemas"]["Urls"];
            /** @description Of the large size. */
            width: number;
            height: number;
            /** @description Its place, from 1. */
            position: number;
        };
        ChangesListQuery: {
            /**
             * @description Empty or 0 at first; then the last `next_since`.
             * @default
             */
            since?: string;
            /** @default 500 */
            limit?: number;
        };
        /** @description An option; whether it is right is not told with it. */
        Choice: {
            /** @description Good for this attempt alone: its place, and for the course's owner the option's own id. */
            id: number;
            text: string;
        };
        ClassSales: {
            class: ("A" | "B" | "C") | null;
            products: number;
            /** @description Whole rupiah. */
            revenue: number;
            share: number | null;
        };
        Cohort: {
            month: string;
            /** @description Null where it would tell of 1 to 4 people whom you may not see. */
            size: number | null;
            /** @description Null where it would tell of 1 to 4 people whom you may not see. */
            completed_7_days: number | null;
            /** @description Null where it would tell of 1 to 4 people whom you may not see. */
            completed_30_days: number | null;
            /** @description Null where it would tell of 1 to 4 people whom you may not see. */
            completed_90_days: number | null;
            retention: (number | null)[];
        };
        CohortsOfCourse: {
            course_id: number;
            title: string;
            /** @description The course has too few learners to tell you of. */
            hidden: boolean;
            /**
             * Format: date-time
             * @description When the figures were taken.
             */
            as_of: string;
            /** @description What each figure means, by Accept-Language. */
            definitions: {
                [key: string]: string;
            };
            cohorts: components["schemas"]["Cohort"][];
        };
        ColumnsTaken: {
            date: string;
            series: string[];
            value: string[];
        };
        Compared: {
            transactions: number;
            units: number;
            /** @description Whole rupiah. */
            revenue: number;
            average_basket: number | null;
            /** Format: date */
            from: string;
            /** Format: date */
            to: string;
            growth: components["schemas"]["SalesChanges"];
        };
        Confirmation: {
            /** @description Six digits of the authenticator app; each counts once. */
            code: string;
        };
        ContentChange: {
            section_id?: number;
            title?: string;
            /** @description Its place, from 1; beyond the last is the last. */
            position?: number;
            /** @description A text's Markdown, a video's address, what is said of a file. */
            body?: string;
            quiz?: components["schemas"]["Quiz"];
            /** @description Whether the course is incomplete without it. */
            required?: boolean;
            /** @enum {string} */
            move_on?: "Passed" | "Completed" | "CompletedAndPassed" | "CompletedOrPassed" | "NotApplicable";
            /** @description The score in percent that passes a quiz. */
            mastery_score?: number;
            /** @description How long it takes. */
            minutes?: number | null;
            /** @description The contents to do before this one opens. */
            prerequisites?: number[];
        };
        ContentEngagement: {
            content_id: number;
            place: number;
            title: string;
            /** @description Null where it would tell of 1 to 4 people whom you may not see. */
            started: number | null;
            /** @description Null where it would tell of 1 to 4 people whom you may not see. */
            satisfied: number | null;
            drop_off: number | null;
            mean_seconds: number | null;
        };
        /**
         * @example {
         *       "section_id": 3,
         *       "kind": "text",
         *       "body": "Daftar di **OSS**."
         *     }
         */
        ContentIn: {
            section_id: number;
            /** @enum {string} */
            kind: "text" | "video" | "file" | "quiz";
            title: string;
            /** @default null */
            position?: number | null;
            /**
             * @description A text's Markdown, a video's address, what is said of a file.
             * @default
             */
            body?: string;
            /** @default null */
            quiz?: components["schemas"]["Quiz"] | null;
            /**
             * @description Whether the course is incomplete without it.
             * @default true
             */
            required?: boolean;
            /**
             * @description When it is done, in the words of cmi5; null: Passed of a quiz, else Completed.
             * @default null
             */
            move_on?: ("Passed" | "Completed" | "CompletedAndPassed" | "CompletedOrPassed" | "NotApplicable") | null;
            /** @default null */
            mastery_score?: number | null;
            /**
             * @description How long it takes.
             * @default null
             */
            minutes?: number | null;
            /**
             * @description The contents to do before this one opens.
             * @default []
             */
            prerequisites?: number[];
        };
        ContentProgress: {
            content_id: number;
            title: string;
            /** @enum {string} */
            kind: "text" | "video" | "file" | "quiz";
            section: number;
            /**
             * @description What was begun stays open, and what was satisfied stays so, in later versions, too.
             * @enum {string}
             */
            state: "locked" | "open" | "started" | "satisfied";
            /** @description When it is done, in words, by Accept-Language. */
            rule: string;
            required: boolean;
            /** @enum {string} */
            move_on: "Passed" | "Completed" | "CompletedAndPassed" | "CompletedOrPassed" | "NotApplicable";
            percent: number;
            position: number | null;
            seconds: number;
            score: number | null;
            completed_at: string | null;
            passed_at: string | null;
            waived_at: string | null;
            satisfied_at: string | null;
        };
        CopiedBrand: {
            name: string;
            owner_id: number | null;
        };
        CopiedCategory: {
            parent_id: number | null;
            name: string;
        };
        /** @description Each row is one of these: created + updated + unchanged + failed = rows. */
        Counts: {
            rows: number;
            created: number;
            updated: number;
            unchanged: number;
            failed: number;
        };
        Course: {
            id: number;
            title: string;
            summary: string;
            language: string;
            sequential: boolean;
            owner: components["schemas"]["Named"];
            /** @description Whether it takes new learners. */
            open: boolean;
            /** @description Why the course takes no new learners, null where it does; `product_not_sold`: its product is inactive or deleted. */
            closed_because: ("deleted" | "unpublished" | "unlisted" | "product_not_sold") | null;
            /** @description The number of the published version, null before the first. */
            version: number | null;
            published_at: string | null;
            sections: number;
            contents: number;
            /** @description How long the contents take together, as far as they say. */
            minutes: number;
            /** @description What has to be bought to enrol. */
            product: components["schemas"]["Sold"] | null;
            /** @description Whether the caller is in it. */
            enrolled: boolean;
            /** @description How far the caller is. */
            percent: number | null;
            completed_at: string | null;
        };
        CourseChange: {
            title?: string;
            summary?: string;
            /** @description Markdown. */
            description?: string;
            /** @enum {string} */
            language?: "id" | "en";
            /** @description Whether a content opens only when those before it are done. */
            sequential?: boolean;
            /** @description Who buys this product is in the course by that, and it needs no stock; null: everybody may enrol. */
            product_id?: number | null;
            /** @description False: takes no new learners; those who are in go on. */
            listed?: boolean;
            /** @description Courses to complete before one may enrol. */
            prerequisites?: number[];
            /** @description Who writes it, besides admins; an admin names them. */
            owner_id?: number;
        };
        CourseDraft: {
            id: number;
            /** @description Of the whole draft, raised by each write; in quotes it is what `If-Match` takes. */
            revision: number;
            owner_id: number;
            title: string;
            summary: string;
            description: string;
            language: string;
            sequential: boolean;
            product_id: number | null;
            listed: boolean;
            prerequisites: number[];
            /** @description The number of the published version, null before the first. */
            version: number | null;
            published_at: string | null;
            sections: components["schemas"]["DraftedSection"][];
            /** @description Taken out of the draft; a section_id brings it back. */
            removed: components["schemas"]["DraftedContent"][];
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            updated_at: string;
        };
        CourseDraftsPublishQuery: {
            /**
             * @description Only tell whether it could be published, and as which number.
             * @default false
             */
            dry_run?: boolean;
        };
        /**
         * @example {
         *       "language": "id"
         *     }
         */
        CourseIn: {
            title: string;
            /** @default  */
            summary?: string;
            /**
             * @description Markdown.
             * @default
             */
            description?: string;
            /**
             * @default id
             * @enum {string}
             */
            language?: "id" | "en";
            /**
             * @description Whether a content opens only when those before it are done.
             * @default false
             */
            sequential?: boolean;
            /**
             * @description Who buys this product is in the course by that, and it needs no stock; null: everybody may enrol.
             * @default null
             */
            product_id?: number | null;
            /**
             * @description False: takes no new learners; those who are in go on.
             * @default true
             */
            listed?: boolean;
            /**
             * @description Courses to complete before one may enrol.
             * @default []
             */
            prerequisites?: number[];
            /**
             * @description Who writes it, besides admins; null: the caller.
             * @default null
             */
            owner_id?: number | null;
        };
        CourseProgress: {
            course_id: number;
            title: string;
            version: number;
            /** Format: date-time */
            enrolled_at: string;
            started_at: string | null;
            active_at: string | null;
            /** @description Of the required contents of this version; 100 for good once completed. */
            percent: number;
            completed: boolean;
            completed_at: string | null;
            certificate: components["schemas"]["Issued"] | null;
            seconds: number;
            /** @description Where to go on; null once completed. */
            resume: components["schemas"]["Resume"] | null;
            /** @description The required contents of this version that are not satisfied yet. */
            left: number[];
            /** @description How many of these came after the learner had completed. */
            new_contents: number;
            contents: components["schemas"]["ContentProgress"][];
        };
        CourseRate: {
            course_id: number;
            title: string;
            /** @description The course has too few learners to tell you of. */
            hidden: boolean;
            /** @description Null where it would tell of 1 to 4 people whom you may not see. */
            enrolled: number | null;
            /** @description Null where it would tell of 1 to 4 people whom you may not see. */
            completed: number | null;
            rate: number | null;
            rate_low: number | null;
            rate_high: number | null;
            median_days: number | null;
            /**
             * @description With by=month.
             * @default null
             */
            months?: components["schemas"]["MonthRate"][] | null;
        };
        CourseStatementsGetAnswer: {
            statements: Record<string, never>[];
        };
        CourseStatementsGetQuery: {
            /**
             * @description me: your own statements alone.
             * @constant
             */
            user?: "me";
        };
        Courses: {
            per_page: number;
            has_next: boolean;
            next_cursor: string | null;
            total_items: number;
            total_pages: number;
            /** @description Null in a walk by cursor. */
            current_page: number | null;
            has_prev: boolean;
            courses: components["schemas"]["Course"][];
        };
        CoursesListQuery: {
            /** @default 1 */
            page?: number;
            /** @default 20 */
            per_page?: number;
            /** @description Empty starts a walk; then the last `next_cursor`. */
            cursor?: string;
            /**
             * @description What takes learners; what the caller is in; what they own; all, or deleted (for admins).
             * @default open
             * @enum {string}
             */
            scope?: "open" | "enrolled" | "own" | "all" | "deleted";
        };
        CoursesListVersionsQuery: {
            /** @default 20 */
            per_page?: number;
            /**
             * @description Empty starts a walk; then the last `next_cursor`.
             * @default
             */
            cursor?: string;
        };
        Day: {
            /** Format: date */
            day: string;
            active: number;
        };
        Decision: {
            /** @enum {string} */
            state: "granted" | "denied";
            /**
             * @description Why, for the person.
             * @default
             */
            note?: string;
        };
        Degraded: {
            /** @description deadline, cpu, memory, crashed, or tier: fast was taken for best. */
            reason: string;
            stage: string;
            series_done: number;
            series_total: number | null;
        };
        DeveloperListKeysQuery: {
            /** @default 1 */
            page?: number;
            /** @default 20 */
            per_page?: number;
            /** @description Empty starts a walk; then the last `next_cursor`. */
            cursor?: string;
            /** @description Whose; others than one's own are for admins. */
            user_id?: number;
        };
        DraftedContent: {
            id: number;
            /** @description Null: taken out of the draft. */
            section_id: number | null;
            position: number;
            /** @enum {string} */
            kind: "text" | "video" | "file" | "quiz";
            title: string;
            required: boolean;
            /** @enum {string} */
            move_on: "Passed" | "Completed" | "CompletedAndPassed" | "CompletedOrPassed" | "NotApplicable";
            mastery_score: number | null;
            minutes: number | null;
            prerequisites: number[];
            file: components["schemas"]["File"] | null;
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            updated_at: string;
        };
        DraftedSection: {
            id: number;
            position: number;
            title: string;
            contents: components["schemas"]["DraftedContent"][];
        };
        EndOfSessions: {
            /**
             * Format: password
             * @description Asked for by a 403 `reauthentication_required` where the last sign-in, or the last call with it, is more than 10 minutes ago.
             * @default null
             */
            current_password?: string | null;
            /**
             * @description Whether the session that this is called from ends, too.
             * @default false
             */
            current?: boolean;
        };
        Ended: {
            msg: string;
            /** @description How many sessions have ended. */
            ended: number;
        };
        Engagement: {
            course_id: number;
            title: string;
            /** @description The course has too few learners to tell you of. */
            hidden: boolean;
            /** @description Null where it would tell of 1 to 4 people whom you may not see. */
            learners: number | null;
            /** @description Null where it would tell of 1 to 4 people whom you may not see. */
            active_7_days: number | null;
            /** @description Null where it would tell of 1 to 4 people whom you may not see. */
            active_30_days: number | null;
            mean_seconds: number | null;
            /**
             * @description Of a single course.
             * @default null
             */
            median_seconds?: number | null;
            /**
             * @description Of a single course, the last 30.
             * @default null
             */
            days?: components["schemas"]["Day"][] | null;
            /**
             * @description Of a single course.
             * @default null
             */
            contents?: components["schemas"]["ContentEngagement"][] | null;
        };
        EngagementOfCourses: {
            per_page: number;
            has_next: boolean;
            next_cursor: string | null;
            /**
             * Format: date-time
             * @description When the figures were taken.
             */
            as_of: string;
            /** @description What each figure means, by Accept-Language. */
            definitions: {
                [key: string]: string;
            };
            courses: components["schemas"]["Engagement"][];
        };
        Entry: {
            id: number;
            /** Format: date-time */
            at: string;
            /** @description Who acted; null is a visitor, or the service itself. */
            user_id: number | null;
            user_name: string | null;
            /** @description The API key that a program called with. */
            key_id: number | null;
            address: string;
            request_id: string;
            /** @enum {string} */
            operation: "INSERT" | "UPDATE" | "DELETE" | "DENIED";
            table: string;
            /** @description The values of the row's key with colons between. */
            row_id: string;
            /** @description What was denied: the method and the route. */
            route: string;
            changes: components["schemas"]["Changed"][];
            /** @description Its number in the chain, within about a minute. */
            seal: number | null;
        };
        FailedRow: {
            /** @description Where the row begins; the first line of the file is 1. */
            line: number;
            cells: string[];
            errors: components["schemas"]["RowFault"][];
        };
        FailedRowPage: {
            rows: components["schemas"]["FailedRow"][];
            per_page: number;
            has_next: boolean;
            next_cursor: string | null;
        };
        File: {
            name: string;
            /** @description In bytes. */
            size: number;
        };
        FileForm: {
            /**
             * Format: binary
             * @description Any file of at most 25 MB.
             */
            file: Upload;
        };
        ForecastTotals: {
            /** @description Whole rupiah. */
            order_cost: number;
            forecast: components["schemas"]["ForecastsAhead"][] | null;
        };
        Forecasts: {
            per_page: number;
            has_next: boolean;
            next_cursor: string | null;
            /**
             * Format: date-time
             * @description When the figures were taken.
             */
            as_of: string;
            /** @description What each figure means, by Accept-Language. */
            definitions: {
                [key: string]: string;
            };
            horizon: number;
            lead_time_days: number;
            review_days: number;
            service_level: number;
            products: components["schemas"]["ProductForecast"][];
            totals: components["schemas"]["ForecastTotals"];
            /** @description What is missing, where time or memory ran out. */
            degraded: components["schemas"]["Degraded"] | null;
        };
        ForecastsAhead: {
            /** Format: date */
            date: string;
            mean: number;
            lo80: number | null;
            hi80: number | null;
            lo95: number | null;
            hi95: number | null;
        };
        Forgotten: {
            /** Format: email */
            email: string;
        };
        Frequency: {
            /** @description step: one below a day, of so many `seconds`. */
            unit: string;
            seconds: number | null;
        };
        /** @description What was answered. */
        Given: {
            /** @default null */
            options?: number[] | null;
            /** @default null */
            text?: string | null;
        };
        Growth: {
            /** @description The last period against the one before. */
            period: components["schemas"]["AnalysisChange"];
            /** @description Against the same a year before; of days, 28 against 28. */
            year: components["schemas"]["AnalysisChange"];
            /** @description The last year's mean against the first's, for each year between. */
            cagr: components["schemas"]["AnalysisChange"];
        };
        Head: {
            /** @description How many entries are sealed. */
            number: number;
            /** @description SHA-256 over all of them. Kept elsewhere, it shows that none of them was changed since. */
            link: string;
            sealed_at: string | null;
        };
        Health: {
            /** @constant */
            status: "ok";
        };
        Images: {
            images: components["schemas"]["ChangesImage"][];
        };
        ImagesForm: {
            /** @description JPEG, PNG, WebP, AVIF or GIF of at most 10 MB each. `image` and `images[]` are the same. */
            images: Upload[];
        };
        Import: {
            id: number;
            user_id: number;
            filename: string;
            size: number;
            /**
             * @description `create` refuses rows whose product exists; `upsert` changes it.
             * @enum {string}
             */
            mode: "upsert" | "create";
            dry_run: boolean;
            create_missing: boolean;
            /** @description shop (lists of one's own), or the program that has written it. */
            layout: string;
            encoding: string;
            delimiter: string;
            /** @enum {string} */
            state: "queued" | "running" | "done" | "failed";
            progress: components["schemas"]["ImportProgress"];
            counts: components["schemas"]["Counts"];
            warnings: components["schemas"]["Warning"][];
            /** Format: date-time */
            created_at: string;
            started_at: string | null;
            finished_at: string | null;
            /** @description Which column became which field, by the file's own names. */
            columns: {
                [key: string]: string;
            };
            /** @description The first row that can be read, as it was read. */
            sample: components["schemas"]["Sample"];
            /** @description The first of the failed rows. */
            failures: components["schemas"]["FailedRow"][];
        };
        ImportForm: {
            /**
             * Format: binary
             * @description CSV with `,`, `;` or tab, or a workbook (XLSX); at most 50 MB.
             */
            file: Upload;
        };
        ImportOf: {
            id: number;
            user_id: number;
            filename: string;
            size: number;
            /**
             * @description `create` refuses rows whose product exists; `upsert` changes it.
             * @enum {string}
             */
            mode: "upsert" | "create";
            dry_run: boolean;
            create_missing: boolean;
            /** @description shop (lists of one's own), or the program that has written it. */
            layout: string;
            encoding: string;
            delimiter: string;
            /** @enum {string} */
            state: "queued" | "running" | "done" | "failed";
            progress: components["schemas"]["ImportProgress"];
            counts: components["schemas"]["Counts"];
            warnings: components["schemas"]["Warning"][];
            /** Format: date-time */
            created_at: string;
            started_at: string | null;
            finished_at: string | null;
        };
        ImportPage: {
            imports: components["schemas"]["ImportOf"][];
            per_page: number;
            has_next: boolean;
            next_cursor: string | null;
        };
        ImportProgress: {
            rows_done: number;
            rows_total: number;
            rows_per_second: number | null;
            seconds_left: number | null;
        };
        ImportsListFailedRowsQuery: {
            /** @default 20 */
            per_page?: number;
            /**
             * @description Empty starts a walk; then the last `next_cursor`.
             * @default
             */
            cursor?: string;
        };
        ImportsListQuery: {
            /** @default 20 */
            per_page?: number;
            /**
             * @description Empty starts a walk; then the last `next_cursor`.
             * @default
             */
            cursor?: string;
        };
        Issued: {
            code: string;
            url: string;
            /** Format: date-time */
            issued_at: string;
            /** @description False once it was revoked. */
            valid: boolean;
            revoked_at: string | null;
        };
        /** @description A Profile of Open Badges 3.0; without `image` where the shop has no logo. */
        Issuer: {
            id: string;
            type: string[];
            name: string;
            url: string;
            /** @default null */
            image?: components["schemas"]["IssuerImage"] | null;
        };
        IssuerImage: {
            id: string;
            type: string;
        };
        Item: {
            product_id: number;
            /** @description Whole units; the price is the catalogue's. */
            qty: number;
        };
        Job: {
            id: number;
            kind: string;
            user_id: number | null;
            /** @enum {string} */
            state: "queued" | "running" | "done" | "failed";
            attempts: number;
            /**
             * Format: date-time
             * @description When it is tried next; of a running job, when it counts as dead.
             */
            due_at: string;
            rows_done: number;
            rows_total: number | null;
            error: string | null;
            /** Format: date-time */
            created_at: string;
            started_at: string | null;
            finished_at: string | null;
        };
        Jobs: {
            per_page: number;
            has_next: boolean;
            next_cursor: string | null;
            jobs: components["schemas"]["Job"][];
        };
        JobsListQuery: {
            /** @default 20 */
            per_page?: number;
            /**
             * @description Empty starts a walk; then the last `next_cursor`.
             * @default
             */
            cursor?: string;
            kind?: string;
            /** @enum {string} */
            state?: "queued" | "running" | "done" | "failed";
        };
        /** @description The public half of a key as a JWK (RFC 7517). */
        Key: {
            kty: string;
            alg: string;
            use: string;
            /** @description Its own address. */
            kid: string;
            n: string;
            e: string;
        };
        Keys: {
            keys: components["schemas"]["Key"][];
        };
        LeakReport: {
            api_key: string;
            /**
             * @description Where it was found; its owner is told.
             * @default
             */
            where?: string;
        };
        Learner: {
            course_id: number;
            title: string;
            user_id: number;
            name: string;
            /** @enum {string} */
            state: "not_started" | "in_progress" | "completed" | "left";
            percent: number;
            seconds: number;
            /** Format: date-time */
            enrolled_at: string;
            started_at: string | null;
            active_at: string | null;
            completed_at: string | null;
            left_at: string | null;
        };
        /** @description The same for the course's owner. */
        LearnerAttempts: {
            quiz: components["schemas"]["QuizLimits"] | null;
            attempts: components["schemas"]["AttemptHead"][];
            allowance: components["schemas"]["Allowance"];
        };
        Letter: {
            id: number;
            recipient: string;
            template: string;
            language: string;
            /** @enum {string} */
            state: "waiting" | "sent" | "given_up";
            /** @description How often it was handed to the provider. */
            attempts: number;
            /** @description When it is tried next, while it waits. */
            due_at: string | null;
            /** @description What the last attempt failed at, unless it was sent. */
            error: string | null;
            /** @description Its job, which can be retried once the letter was given up. */
            job_id: number | null;
            /** Format: date-time */
            created_at: string;
            sent_at: string | null;
        };
        Letters: {
            per_page: number;
            has_next: boolean;
            next_cursor: string | null;
            letters: components["schemas"]["Letter"][];
        };
        LettersListQuery: {
            /** @default 20 */
            per_page?: number;
            /**
             * @description Empty starts a walk; then the last `next_cursor`.
             * @default
             */
            cursor?: string;
            /** @enum {string} */
            state?: "waiting" | "sent" | "given_up";
        };
        Line: {
            product_id: number;
            seller_id: number;
            name: string;
            price: number;
            qty: number;
            subtotal: number;
            /** @description PPN contained in the subtotal. */
            tax: number;
        };
        ListedProduct: {
            /** @description Of the first image, in the medium size. */
            image_url: string | null;
            images: components["schemas"]["ChangesImage"][];
            /** @description Raised by each change; in quotes (`"42"`) it is what `If-Match` takes. */
            version: number;
            seller_id: number;
            category_id: number | null;
            brand_id: number | null;
            sku: string | null;
            barcodes: string[];
            name: string;
            description: string;
            unit: string;
            price: number;
            stock: number;
            stocked: boolean;
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            updated_at: string;
        };
        LogoForm: {
            /**
             * Format: binary
             * @description A JPEG, PNG, WebP or GIF of at most 10 MB.
             */
            logo: Upload;
        };
        /** @description An answer that only says something. */
        Message: {
            msg: string;
        };
        MonthRate: {
            /** @description Null where it would tell of 1 to 4 people whom you may not see. */
            enrolled: number | null;
            /** @description Null where it would tell of 1 to 4 people whom you may not see. */
            completed: number | null;
            rate: number | null;
            rate_low: number | null;
            rate_high: number | null;
            median_days: number | null;
            month: string;
        };
        Named: {
            id: number;
            name: string;
        };
        NamedCount: {
            value: string;
            count: number | null;
        };
        NewApiKey: {
            id: number;
            user_id: number;
            name: string;
            /** @description How the key begins, by which it can be told from others. */
            prefix: string;
            scopes: ("analytics:read" | "courses:read" | "courses:write" | "imports:read" | "imports:write" | "products:read" | "products:write" | "transactions:read" | "transactions:write" | "users:read")[];
            quota: number | null;
            /**
             * @description overlapping: rotated, and good until `overlap_ends_at`.
             * @enum {string}
             */
            state: "active" | "overlapping" | "rotated" | "expired" | "revoked";
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            expires_at: string;
            /** @description Up to a minute late. */
            last_used_at: string | null;
            last_used_from: string | null;
            /** @description The key that has taken its place. */
            rotated_to: number | null;
            overlap_ends_at: string | null;
            revoked_at: string | null;
            reason: ("revoked" | "leaked" | "deactivated" | "role_lost") | null;
            /** @description The key itself, shown this once. */
            api_key: string;
        };
        NewSale: {
            items: components["schemas"]["Line"][];
            /** @description The courses that the buyer is in by this sale. */
            courses: components["schemas"]["Titled"][];
            /** @description PPN contained in the total. */
            tax: number;
            total: number;
            id: number;
            receipt_number: string;
            buyer_id: number;
            /** @constant */
            status: "paid";
            /** Format: date-time */
            created_at: string;
            /** @description Whether the receipt, and the letter about courses, is on its way to the buyer, or waits for their address to be verified, for 7 days; null where they have no address. */
            receipt_email: ("sent" | "waits_for_verification") | null;
        };
        Noticed: {
            code: string;
            /** @description The line of the file, whose first is 1. */
            line: number | null;
            column: string | null;
            sample: string | null;
            msg: string;
        };
        /** @description One of the answers to choose from; an id that is left out is given. */
        Option: {
            /** @default null */
            id?: number | null;
            text: string;
            /** @default false */
            correct?: boolean;
        };
        Order: {
            /** @description The id of each image that the product has, once; GET the product to know them. */
            image_ids: number[];
        };
        Outlier: {
            date: string;
            value: number;
            expected: number;
            /** @description In robust standard deviations, 4 or more from what was expected. */
            score: number;
        };
        Outline: {
            id: number;
            title: string;
            summary: string;
            language: string;
            sequential: boolean;
            owner: components["schemas"]["Named"];
            /** @description Whether it takes new learners. */
            open: boolean;
            /** @description Why the course takes no new learners, null where it does; `product_not_sold`: its product is inactive or deleted. */
            closed_because: ("deleted" | "unpublished" | "unlisted" | "product_not_sold") | null;
            /** @description The number of the published version, null before the first. */
            version: number | null;
            published_at: string | null;
            sections: number;
            contents: number;
            /** @description How long the contents take together, as far as they say. */
            minutes: number;
            /** @description What has to be bought to enrol. */
            product: components["schemas"]["Sold"] | null;
            /** @description Whether the caller is in it. */
            enrolled: boolean;
            /** @description How far the caller is. */
            percent: number | null;
            completed_at: string | null;
            description_html: string;
            /** @description The courses to complete before one may enrol. */
            prerequisites: components["schemas"]["Titled"][];
            outline: components["schemas"]["OutlinedSection"][];
        };
        OutlineOrder: {
            /** @description The id of each section of the draft, once, and in one of them each content; GET the draft to know them. */
            sections: components["schemas"]["OutlinedOrder"][];
        };
        OutlinedContent: {
            id: number;
            /** @enum {string} */
            kind: "text" | "video" | "file" | "quiz";
            title: string;
            required: boolean;
            /** @enum {string} */
            move_on: "Passed" | "Completed" | "CompletedAndPassed" | "CompletedOrPassed" | "NotApplicable";
            mastery_score: number | null;
            minutes: number | null;
            /** @description When it is done, by Accept-Language. */
            rule: string;
            /** @description The contents to do first. */
            prerequisites: number[];
        };
        OutlinedOrder: {
            id: number;
            /** @description The ids of the contents to stand in this section. */
            contents: number[];
        };
        OutlinedSection: {
            title: string;
            contents: components["schemas"]["OutlinedContent"][];
        };
        OwnApiKey: {
            id: number;
            user_id: number;
            name: string;
            /** @description How the key begins, by which it can be told from others. */
            prefix: string;
            scopes: ("analytics:read" | "courses:read" | "courses:write" | "imports:read" | "imports:write" | "products:read" | "products:write" | "transactions:read" | "transactions:write" | "users:read")[];
            quota: number | null;
            /**
             * @description overlapping: rotated, and good until `overlap_ends_at`.
             * @enum {string}
             */
            state: "active" | "overlapping" | "rotated" | "expired" | "revoked";
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            expires_at: string;
            /** @description Up to a minute late. */
            last_used_at: string | null;
            last_used_from: string | null;
            /** @description The key that has taken its place. */
            rotated_to: number | null;
            overlap_ends_at: string | null;
            revoked_at: string | null;
            reason: ("revoked" | "leaked" | "deactivated" | "role_lost") | null;
            /** @description Those of its owner at this moment, which it acts with. */
            roles: ("buyer" | "seller" | "developer" | "admin")[];
        };
        OwnProfile: {
            id: number;
            name: string;
            email: string | null;
            email_verified: boolean;
            username: string | null;
            role: ("buyer" | "seller" | "developer" | "admin") | null;
            roles: ("buyer" | "seller" | "developer" | "admin")[];
            /** @description In the medium size. */
            avatar_url: string | null;
            active: boolean;
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            updated_at: string;
            /** @description Of all letters to the caller; null: of each letter's own, until they choose one. */
            language: ("id" | "en") | null;
            /** @description The new address, until the link in the letter is opened. */
            pending_email: string | null;
        };
        PasswordChange: {
            /** Format: password */
            current_password: string;
            /**
             * Format: password
             * @description Common ones, and those that are little more than a name, are refused in production.
             */
            new_password: string;
        };
        Past: {
            date: string;
            value: number | null;
            outlier: boolean;
        };
        People: {
            per_page: number;
            has_next: boolean;
            next_cursor: string | null;
            total_items: number;
            total_pages: number;
            /** @description Null in a walk by cursor. */
            current_page: number | null;
            has_prev: boolean;
            users: components["schemas"]["Profile"][];
        };
        Period: {
            transactions: number;
            units: number;
            /** @description Whole rupiah. */
            revenue: number;
            /** Format: date */
            date: string;
            days: number;
        };
        Policy: {
            roles: ("buyer" | "seller" | "developer" | "admin")[];
        };
        PolicyChange: {
            /** @description The whole set; empty: nobody must. */
            roles: ("buyer" | "seller" | "developer" | "admin")[];
        };
        ProblemBase: {
            type: string;
            title: string;
            status: number;
            /** @description The sentence for people, by Accept-Language (en, id). */
            detail: string;
            /** @description The same sentence as detail. */
            msg: string;
            request_id: string | null;
        };
        ProblemMembers: {
            already_exists: components["schemas"]["ProblemBase"];
            ambiguous_credentials: components["schemas"]["ProblemBase"];
            analyses_unavailable: components["schemas"]["ProblemBase"];
            analysis_question: components["schemas"]["ProblemBase"] & {
                parameter: string;
                candidates: string[];
                questions: {
                    parameter: string;
                    candidates: string[];
                }[];
                errors: {
                    field: string;
                    code: string;
                    msg: string;
                }[];
            };
            analysis_stopped: components["schemas"]["ProblemBase"] & {
                stage: string;
                reason: string;
                errors: {
                    field: string;
                    code: string;
                    msg: string;
                }[];
            };
            analysis_too_large: components["schemas"]["ProblemBase"] & {
                megabytes: number;
            };
            api_key_not_active: components["schemas"]["ProblemBase"] & {
                state: string;
            };
            api_key_not_allowed: components["schemas"]["ProblemBase"];
            api_key_not_found: components["schemas"]["ProblemBase"] & {
                id: number;
            };
            api_key_required: components["schemas"]["ProblemBase"];
            attempt_not_found: components["schemas"]["ProblemBase"] & {
                id: number;
            };
            attempt_over: components["schemas"]["ProblemBase"];
            audit_entry_not_found: components["schemas"]["ProblemBase"] & {
                id: number;
            };
            bad_request: components["schemas"]["ProblemBase"];
            brand_not_found: components["schemas"]["ProblemBase"] & {
                id: number;
            };
            busy: components["schemas"]["ProblemBase"];
            category_not_found: components["schemas"]["ProblemBase"] & {
                id: number;
            };
            certificate_not_found: components["schemas"]["ProblemBase"];
            certificate_revoked: components["schemas"]["ProblemBase"];
            code_not_found: components["schemas"]["ProblemBase"] & {
                looked_up: string;
            };
            content_locked: components["schemas"]["ProblemBase"] & {
                content_title: string;
                needed: string;
                content_id: number;
                missing: {
                    content_id: number;
                    title: string;
                }[];
            };
            content_not_found: components["schemas"]["ProblemBase"] & {
                id: number;
            };
            course_closed: components["schemas"]["ProblemBase"] & {
                product_name: string;
                product_id: number;
            };
            course_not_found: components["schemas"]["ProblemBase"] & {
                id: number;
            };
            course_owned: components["schemas"]["ProblemBase"] & {
                product_name: string;
                product_id: number;
                course_ids: number[];
            };
            course_paid: components["schemas"]["ProblemBase"];
            course_unpublished: components["schemas"]["ProblemBase"];
            course_unsatisfiable: components["schemas"]["ProblemBase"] & {
                reasons: {
                    /** @enum {string} */
                    code: "course_cycle" | "course_missing" | "needs_impossible" | "needs_itself" | "needs_later" | "needs_removed" | "never_passed" | "no_choice" | "no_file" | "no_link" | "no_questions" | "no_right_answer" | "no_words" | "nothing_counts" | "prerequisite_cycle" | "too_few_questions" | "two_right_answers";
                    content_id: number | null;
                    title: string | null;
                    msg: string;
                }[];
            };
            cursor_of_another_sorting: components["schemas"]["ProblemBase"] & {
                sort_by: string;
                sort_order: string;
                errors: {
                    field: string;
                    code: string;
                    msg: string;
                }[];
            };
            database_unavailable: components["schemas"]["ProblemBase"];
            email_already_verified: components["schemas"]["ProblemBase"];
            email_throttled: components["schemas"]["ProblemBase"] & {
                seconds: number;
            };
            encoded_body: components["schemas"]["ProblemBase"];
            expired_token: components["schemas"]["ProblemBase"];
            file_not_found: components["schemas"]["ProblemBase"];
            forbidden: components["schemas"]["ProblemBase"] & {
                roles: string;
            };
            idempotency_in_progress: components["schemas"]["ProblemBase"];
            idempotency_key_reused: components["schemas"]["ProblemBase"];
            idempotent_answer_lost: components["schemas"]["ProblemBase"];
            image_not_found: components["schemas"]["ProblemBase"] & {
                id: number;
            };
            import_not_found: components["schemas"]["ProblemBase"] & {
                id: number;
            };
            insufficient_stock: components["schemas"]["ProblemBase"] & {
                available: number;
                product_name: string;
                product_id: number;
                requested: number;
                items: {
                    product_id: number;
                    product_name: string;
                    requested: number;
                    available: number;
                }[];
            };
            internal_error: components["schemas"]["ProblemBase"];
            invalid_token: components["schemas"]["ProblemBase"];
            job_not_found: components["schemas"]["ProblemBase"] & {
                id: number;
            };
            key_expired: components["schemas"]["ProblemBase"];
            key_malformed: components["schemas"]["ProblemBase"];
            key_misplaced: components["schemas"]["ProblemBase"];
            key_revoked: components["schemas"]["ProblemBase"];
            key_rotated: components["schemas"]["ProblemBase"];
            key_unknown: components["schemas"]["ProblemBase"];
            last_admin: components["schemas"]["ProblemBase"];
            learner_not_found: components["schemas"]["ProblemBase"] & {
                id: number;
            };
            learner_removed: components["schemas"]["ProblemBase"];
            link_expired: components["schemas"]["ProblemBase"];
            malformed_etag: components["schemas"]["ProblemBase"];
            malformed_json: components["schemas"]["ProblemBase"] & {
                why: string;
            };
            malformed_request: components["schemas"]["ProblemBase"] & {
                why: string;
            };
            method_not_allowed: components["schemas"]["ProblemBase"] & {
                method: string;
            };
            mfa_enrolment_required: components["schemas"]["ProblemBase"];
            missing_token: components["schemas"]["ProblemBase"];
            no_attempts_left: components["schemas"]["ProblemBase"] & {
                most: number;
            };
            no_email: components["schemas"]["ProblemBase"];
            not_enrolled: components["schemas"]["ProblemBase"];
            not_found: components["schemas"]["ProblemBase"];
            not_multipart: components["schemas"]["ProblemBase"];
            order_incomplete: components["schemas"]["ProblemBase"] & {
                errors: {
                    field: string;
                    code: string;
                    msg: string;
                }[];
            };
            own_second_factor: components["schemas"]["ProblemBase"];
            payload_too_large: components["schemas"]["ProblemBase"];
            prerequisites_missing: components["schemas"]["ProblemBase"] & {
                needed: string;
                missing: {
                    course_id: number;
                    title: string;
                }[];
            };
            product_not_found: components["schemas"]["ProblemBase"] & {
                id: number;
            };
            product_sells_course: components["schemas"]["ProblemBase"] & {
                course_title: string;
                course_id: number;
            };
            purchase_required: components["schemas"]["ProblemBase"] & {
                product_id: number;
            };
            range_not_satisfiable: components["schemas"]["ProblemBase"];
            rate_limited: components["schemas"]["ProblemBase"] & {
                seconds: number;
            };
            rate_limiter_unavailable: components["schemas"]["ProblemBase"];
            reauthentication_required: components["schemas"]["ProblemBase"] & {
                minutes: number;
            };
            request_timeout: components["schemas"]["ProblemBase"];
            reused_token: components["schemas"]["ProblemBase"];
            revoked_token: components["schemas"]["ProblemBase"];
            role_held: components["schemas"]["ProblemBase"] & {
                role: string;
            };
            role_request_decided: components["schemas"]["ProblemBase"] & {
                state: string;
                id: number;
            };
            role_request_not_found: components["schemas"]["ProblemBase"] & {
                id: number;
            };
            role_request_pending: components["schemas"]["ProblemBase"] & {
                role: string;
            };
            scope_missing: components["schemas"]["ProblemBase"] & {
                scope: string;
            };
            second_factor_enabled: components["schemas"]["ProblemBase"];
            second_factor_missing: components["schemas"]["ProblemBase"];
            second_factor_not_begun: components["schemas"]["ProblemBase"];
            section_not_found: components["schemas"]["ProblemBase"] & {
                id: number;
            };
            session_not_found: components["schemas"]["ProblemBase"];
            sign_in_busy: components["schemas"]["ProblemBase"];
            still_in_use: components["schemas"]["ProblemBase"];
            storage_unavailable: components["schemas"]["ProblemBase"];
            taken: components["schemas"]["ProblemBase"] & {
                field: string;
                errors: {
                    field: string;
                    code: string;
                    msg: string;
                }[];
            };
            token_misplaced: components["schemas"]["ProblemBase"];
            too_many_analyses: components["schemas"]["ProblemBase"];
            too_many_api_keys: components["schemas"]["ProblemBase"] & {
                most: number;
            };
            too_many_attempts: components["schemas"]["ProblemBase"] & {
                seconds: number;
            };
            too_many_images: components["schemas"]["ProblemBase"] & {
                most: number;
                present: number;
            };
            too_many_imports: components["schemas"]["ProblemBase"] & {
                most: number;
            };
            too_many_parts: components["schemas"]["ProblemBase"] & {
                most: number;
            };
            total_changed: components["schemas"]["ProblemBase"] & {
                total: number;
                expected_total: number;
                quote: components["schemas"]["Quote"];
            };
            totp_code_required: components["schemas"]["ProblemBase"];
            transaction_not_found: components["schemas"]["ProblemBase"] & {
                id: number;
            };
            unsupported_media_type: components["schemas"]["ProblemBase"];
            user_not_found: components["schemas"]["ProblemBase"] & {
                id: number;
            };
            validation_failed: components["schemas"]["ProblemBase"] & {
                errors: {
                    field: string;
                    code: string;
                    msg: string;
                }[];
                candidates?: string[];
            };
            version_conflict: components["schemas"]["ProblemBase"];
            version_not_found: components["schemas"]["ProblemBase"] & {
                number: number;
            };
            wrong_credentials: components["schemas"]["ProblemBase"];
            wrong_second_factor: components["schemas"]["ProblemBase"];
        };
        Product: {
            /** @description Of the first image, in the medium size. */
            image_url: string | null;
            images: components["schemas"]["ChangesImage"][];
            id: number;
            /** @description Raised by each change; in quotes (`"42"`) it is what `If-Match` takes. */
            version: number;
            seller_id: number;
            category_id: number | null;
            brand_id: number | null;
            sku: string | null;
            barcodes: string[];
            name: string;
            description: string;
            unit: string;
            price: number;
            /** @description Null to everybody but the seller and admins. */
            cost: number | null;
            stock: number;
            /** @description False: it sells a course, which needs no stock and is never short. */
            stocked: boolean;
            active: boolean;
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            updated_at: string;
        };
        /**
         * @example {
         *       "price": 55000,
         *       "stock": 8
         *     }
         */
        ProductChange: {
            name?: string;
            price?: number;
            /** @description A count; the difference is booked as an adjustment. */
            stock?: number;
            description?: string;
            sku?: string | null;
            barcodes?: string[];
            /** @description What one of it is: pcs, kg, box. */
            unit?: string;
            cost?: number | null;
            category_id?: number | null;
            brand_id?: number | null;
            /** @description False: only the seller and admins see it, and nobody can buy it. */
            active?: boolean;
        };
        ProductForecast: {
            product_id: number;
            sku: string | null;
            name: string;
            unit: string;
            stock: number;
            /** @description Null where nothing can be told. */
            urgency: ("out" | "now" | "soon" | "enough" | "none") | null;
            /** @description The same in words, by Accept-Language. */
            advice: string;
            cover_days: number | null;
            runs_out_on: string | null;
            cover_days_at_worst: number | null;
            runs_out_on_at_worst: string | null;
            reorder_point: number | null;
            order_up_to: number | null;
            quantity: number | null;
            order_cost: number | null;
            days_without_stock: number;
            /** @description The forecast of all days of the horizon together. */
            expected_units: number | null;
            /** @description Day by day; null without detail=daily. */
            forecast: components["schemas"]["ForecastsAhead"][] | null;
            forecast_reason: string | null;
            seasons: number[];
        };
        ProductImportsImportCsvQuery: {
            /**
             * @description Tell the same and change nothing.
             * @default false
             */
            dry_run?: boolean;
            /**
             * @description `create` refuses rows whose product exists; `upsert` changes it.
             * @default upsert
             * @enum {string}
             */
            mode?: "upsert" | "create";
            /**
             * @description Add the categories and brands that the shop has not, at most 100 of each.
             * @default false
             */
            create_missing?: boolean;
            /** @description The rupiah for one unit of the currency that the prices are in, such as 16250. */
            rate?: string;
            /**
             * @description How a CSV is encoded that can't be told by its bytes.
             * @enum {string}
             */
            encoding?: "utf-8" | "windows-1252" | "gb18030" | "big5" | "shift_jis" | "euc_kr" | "windows-1251" | "windows-1258";
            /**
             * @description Which sheet of a workbook, where several hold something.
             * @default
             */
            sheet?: string;
            /**
             * @description Whose prices and stock are taken, where an export has those of several stores.
             * @default
             */
            store?: string;
            /**
             * @description The file's name of the column that holds this, where it is not known or several may hold it.
             * @default
             */
            sku_column?: string;
            /**
             * @description The file's name of the column that holds this, where it is not known or several may hold it.
             * @default
             */
            name_column?: string;
            /**
             * @description The file's name of the column that holds this, where it is not known or several may hold it.
             * @default
             */
            price_column?: string;
            /**
             * @description The file's name of the column that holds this, where it is not known or several may hold it.
             * @default
             */
            cost_column?: string;
            /**
             * @description The file's name of the column that holds this, where it is not known or several may hold it.
             * @default
             */
            stock_column?: string;
            /**
             * @description The file's name of the column that holds this, where it is not known or several may hold it.
             * @default
             */
            barcode_column?: string;
        };
        /**
         * @example {
         *       "name": "Kopi Gayo 250 g",
         *       "price": 50000,
         *       "stock": 10,
         *       "sku": "KG-250",
         *       "unit": "pcs"
         *     }
         */
        ProductIn: {
            name: string;
            price: number;
            /** @default 0 */
            stock?: number;
            /** @default  */
            description?: string;
            /** @default null */
            sku?: string | null;
            /** @default [] */
            barcodes?: string[];
            /**
             * @description What one of it is: pcs, kg, box.
             * @default pcs
             */
            unit?: string;
            /** @default null */
            cost?: number | null;
            /** @default null */
            category_id?: number | null;
            /** @default null */
            brand_id?: number | null;
            /**
             * @description False: only the seller and admins see it, and nobody can buy it.
             * @default true
             */
            active?: boolean;
        };
        ProductPage: {
            per_page: number;
            has_next: boolean;
            next_cursor: string | null;
            total_items: number;
            total_pages: number;
            /** @description Null in a walk by cursor. */
            current_page: number | null;
            has_prev: boolean;
            products: components["schemas"]["Product"][];
            /** @description False: there are at least `total_items`. */
            total_is_exact: boolean;
        };
        ProductSales: {
            transactions: number;
            units: number;
            /** @description Whole rupiah. */
            revenue: number;
            cost: number | null;
            margin: number | null;
            margin_rate: number | null;
            product_id: number;
            name: string;
            category_id: number | null;
            class: ("A" | "B" | "C") | null;
            share: number | null;
            /** @description Whole rupiah. */
            previous_revenue: number;
            growth: components["schemas"]["SalesChange"];
        };
        ProductsListQuery: {
            /** @default 1 */
            page?: number;
            /** @default 20 */
            per_page?: number;
            /** @description Empty starts a walk; then the last `next_cursor`. It keeps its sorting: `sort_by` and `sort_order` may be left out, and others are a 422 `cursor_of_another_sorting`. */
            cursor?: string;
            /**
             * @description What is for sale; or all that the caller sells (an admin: that `seller_id` sells).
             * @default listed
             * @enum {string}
             */
            scope?: "listed" | "own";
            /**
             * @description Words of name, description, SKU and barcodes; the last may be begun.
             * @default
             */
            search?: string;
            /** @description With all categories below it. */
            category_id?: number;
            brand_id?: number;
            seller_id?: number;
            min_price?: number;
            max_price?: number;
            in_stock?: boolean;
            /**
             * @description Left out: as the cursor, else `created_at`.
             * @enum {string}
             */
            sort_by?: "created_at" | "price" | "name" | "stock";
            /**
             * @description Left out: as the cursor, else `desc`.
             * @enum {string}
             */
            sort_order?: "asc" | "desc";
        };
        ProductsLookUpQuery: {
            /** @description A SKU or a barcode, exactly. */
            code: string;
            seller_id?: number;
        };
        Profile: {
            id: number;
            name: string;
            email: string | null;
            email_verified: boolean;
            username: string | null;
            role: ("buyer" | "seller" | "developer" | "admin") | null;
            roles: ("buyer" | "seller" | "developer" | "admin")[];
            /** @description In the medium size. */
            avatar_url: string | null;
            active: boolean;
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            updated_at: string;
        };
        /**
         * @example {
         *       "name": "Rina Wijaya"
         *     }
         */
        ProfileChange: {
            name?: string;
            username?: string;
            /**
             * @description Of all letters to the caller.
             * @enum {string}
             */
            language?: "id" | "en";
            /**
             * Format: email
             * @description Counts once the link in a letter to it is opened; asks for `current_password`.
             */
            email?: string;
            /** Format: password */
            current_password?: string;
        };
        /** @description One content, several as `items`, or with `completed` alone the whole course. */
        ProgressIn: {
            /**
             * @description It is done. false says nothing: what is done stays done. Of a quiz it says nothing.
             * @default false
             */
            completed?: boolean;
            /**
             * @description How far; the greatest counts, and 100 is done. Of a quiz it says nothing.
             * @default null
             */
            percent?: number | null;
            /**
             * @description Where to go on, such as seconds of a video; that of the latest `recorded_at` counts.
             * @default null
             */
            position?: number | null;
            /**
             * @description Time spent in this visit so far; the greatest counts, visits are added up.
             * @default null
             */
            seconds?: number | null;
            /**
             * @description The device's own name for this visit of the content, so that two devices both count.
             * @default
             */
            visit?: string;
            /**
             * @description The device's moment (RFC 3339); left out, or in the future, it is now.
             * @default null
             */
            recorded_at?: string | null;
            /**
             * @description Left out beside `completed: true`: all that is completed by saying so.
             * @default null
             */
            content_id?: number | null;
            /**
             * @description What was recorded meanwhile; taken whole or not at all.
             * @default null
             */
            items?: components["schemas"]["ToldOf"][] | null;
        };
        ProgressOfCourses: {
            per_page: number;
            has_next: boolean;
            next_cursor: string | null;
            /**
             * Format: date-time
             * @description When the figures were taken.
             */
            as_of: string;
            /** @description What each figure means, by Accept-Language. */
            definitions: {
                [key: string]: string;
            };
            courses: components["schemas"]["ProgressOfCoursesProgress"][];
        };
        ProgressOfCoursesProgress: {
            course_id: number;
            title: string;
            /** @description The course has too few learners to tell you of. */
            hidden: boolean;
            /** @description Null where it would tell of 1 to 4 people whom you may not see. */
            learners: number | null;
            /** @description Null where it would tell of 1 to 4 people whom you may not see. */
            not_started: number | null;
            /** @description Null where it would tell of 1 to 4 people whom you may not see. */
            in_progress: number | null;
            /** @description Null where it would tell of 1 to 4 people whom you may not see. */
            completed: number | null;
            /** @description Null where it would tell of 1 to 4 people whom you may not see. */
            left: number | null;
            mean_percent: number | null;
            median_percent: number | null;
            buckets: {
                [key: string]: number | null;
            };
        };
        ProgressOfPeople: {
            per_page: number;
            has_next: boolean;
            next_cursor: string | null;
            /**
             * Format: date-time
             * @description When the figures were taken.
             */
            as_of: string;
            /** @description What each figure means, by Accept-Language. */
            definitions: {
                [key: string]: string;
            };
            /** @enum {string} */
            scope: "learners" | "own" | "all";
            learners: components["schemas"]["Learner"][];
        };
        /** @description The password where it is asked for. */
        Proof: {
            /**
             * Format: password
             * @description Asked for by a 403 `reauthentication_required` where the last sign-in, or the last call with it, is more than 10 minutes ago.
             * @default null
             */
            current_password?: string | null;
        };
        Published: {
            /** @description The number of the version that learners work on. */
            version: number;
            /** @description Why the course takes no new learners, null where it does; `product_not_sold`: its product is inactive or deleted. */
            closed_because: ("deleted" | "unpublished" | "unlisted" | "product_not_sold") | null;
        };
        Quality: {
            rows: number;
            empty: number;
            /** @description Rows of periods that had one already. */
            duplicates: number;
            /** @description Periods without any row. */
            gaps: number;
            /** @description How: zero, interpolated, or none where there are none. */
            filled: string;
            /** @description Periods whose cells tell nothing: estimated from their neighbours. */
            unknown: number;
            outliers: components["schemas"]["Outlier"][];
            /**
             * @description smooth, erratic, intermittent or lumpy.
             * @default null
             */
            class?: string | null;
        };
        /**
         * @description One question: `options` of a single or multiple choice, `accepted` of a short answer.
         *
         *     Of a single choice one option is correct; a draft may leave open which.
         */
        Question: {
            /** @default null */
            id?: number | null;
            /** @enum {string} */
            kind: "single" | "multiple" | "short";
            text: string;
            /** @default 1 */
            points?: number;
            /** @default [] */
            options?: components["schemas"]["Option"][];
            /** @default [] */
            accepted?: string[];
            /** @default  */
            explanation?: string;
        };
        /** @description A quiz. Whether it can be passed is asked when its course is published. */
        Quiz: {
            /** @default [] */
            questions?: components["schemas"]["Question"][];
            /**
             * @description How many an attempt shows; null: all.
             * @default null
             */
            draw?: number | null;
            /** @default true */
            shuffle?: boolean;
            /**
             * @description How many there may be; null: any number.
             * @default null
             */
            attempts?: number | null;
            /**
             * @description How long one lasts; null: any time.
             * @default null
             */
            minutes?: number | null;
            /**
             * @description After an attempt that passes, or after the last.
             * @default true
             */
            show_answers?: boolean;
        };
        /** @description What a quiz allows; null: any number, any time. */
        QuizLimits: {
            /** @description How many an attempt asks. */
            questions: number;
            /** @description How long an attempt lasts once it has begun. */
            minutes: number | null;
            attempts: number | null;
            attempts_left: number | null;
            /** @description The score in percent that passes. */
            mastery_score: number | null;
        };
        Quote: {
            items: components["schemas"]["Line"][];
            /** @description The courses that the buyer is in by this sale. */
            courses: components["schemas"]["Titled"][];
            /** @description PPN contained in the total. */
            tax: number;
            total: number;
        };
        RatesOfCourses: {
            per_page: number;
            has_next: boolean;
            next_cursor: string | null;
            /**
             * Format: date-time
             * @description When the figures were taken.
             */
            as_of: string;
            /** @description What each figure means, by Accept-Language. */
            definitions: {
                [key: string]: string;
            };
            courses: components["schemas"]["CourseRate"][];
        };
        ReadContent: {
            id: number;
            version: number;
            /** @enum {string} */
            kind: "text" | "video" | "file" | "quiz";
            title: string;
            /** @description A text's Markdown, a video's address, what is said of a file. */
            body: string;
            /** @description What the Markdown looks like, with nothing in it that a browser runs. */
            html: string;
            file: components["schemas"]["File"] | null;
            /** @description What a quiz allows, before an attempt is begun. */
            quiz: components["schemas"]["QuizLimits"] | null;
        };
        RecoveryCodes: {
            /** @description Each stands in for a code once. They are shown this one time. */
            recovery_codes: string[];
        };
        Refresh: {
            /** @default null */
            refresh_token?: string | null;
        };
        Reissue: {
            /** @description The name as it should be. */
            learner_name: string;
            /** @description Whom it is taken from is told. */
            reason: string;
        };
        Reset: {
            /** @description What stands behind `token=` in the link. */
            token: string;
            /**
             * Format: password
             * @description Common ones, and those that are little more than a name, are refused in production.
             */
            password: string;
            /**
             * @description Whether all API keys of the account end, too.
             * @default false
             */
            revoke_api_keys?: boolean;
        };
        ResetDone: {
            msg: string;
            api_keys_revoked: number;
            second_factor_removed: boolean;
        };
        Resume: {
            content_id: number;
            position: number | null;
        };
        Revocation: {
            /** @description Whom it is taken from is told. */
            reason: string;
        };
        /** @description The status method 1EdTechRevocationList. */
        RevocationList: {
            id: string;
            issuer: string;
            revokedCredentials: components["schemas"]["RevokedCredential"][];
        };
        RevokedCredential: {
            id: string;
            revoked: boolean;
        };
        RoleRequest: {
            id: number;
            user_id: number;
            user_name: string;
            /** @enum {string} */
            role: "seller" | "developer";
            note: string;
            /** @enum {string} */
            state: "pending" | "granted" | "denied" | "withdrawn";
            /** @description Null while it is pending, or where nobody was asked. */
            decided_by: number | null;
            /** @description The note of who decided. */
            decision: string;
            decided_at: string | null;
            /** Format: date-time */
            created_at: string;
        };
        RoleRequestPage: {
            per_page: number;
            has_next: boolean;
            next_cursor: string | null;
            total_items: number;
            total_pages: number;
            /** @description Null in a walk by cursor. */
            current_page: number | null;
            has_prev: boolean;
            role_requests: components["schemas"]["RoleRequest"][];
        };
        RoleRequestsListQuery: {
            /** @default 1 */
            page?: number;
            /** @default 20 */
            per_page?: number;
            /** @description Empty starts a walk; then the last `next_cursor`. */
            cursor?: string;
            /** @enum {string} */
            state?: "pending" | "granted" | "denied" | "withdrawn";
        };
        Rotation: {
            /**
             * Format: password
             * @description Asked for by a 403 `reauthentication_required` where the last sign-in, or the last call with it, is more than 10 minutes ago.
             * @default null
             */
            current_password?: string | null;
            /**
             * @description How long the old key stays good.
             * @default 24
             */
            overlap_hours?: number;
        };
        RowFault: {
            field: string;
            code: string;
            /** @description The file's own name of the column. */
            column: string;
            msg: string;
        };
        SaleNotice: {
            /** @constant */
            code: "own_purchases";
            msg: string;
        };
        SaleOf: {
            items: components["schemas"]["Line"][];
            /** @description The courses that the buyer is in by this sale. */
            courses: components["schemas"]["Titled"][];
            /** @description PPN contained in the total. */
            tax: number;
            total: number;
            id: number;
            receipt_number: string;
            buyer_id: number;
            /** @constant */
            status: "paid";
            /** Format: date-time */
            created_at: string;
            buyer_name: string;
        };
        SalePage: {
            per_page: number;
            has_next: boolean;
            next_cursor: string | null;
            /**
             * @description Which sales these are.
             * @enum {string}
             */
            scope: "own" | "sales" | "all";
            transactions: components["schemas"]["SaleOf"][];
            /** @description Where a seller sent no `scope`: that these are own purchases, and how to see the sales. */
            notice: components["schemas"]["SaleNotice"] | null;
        };
        Sales: {
            /**
             * Format: date-time
             * @description When the figures were taken.
             */
            as_of: string;
            /** @description What each figure means, by Accept-Language. */
            definitions: {
                [key: string]: string;
            };
            /** Format: date */
            from: string;
            /** Format: date */
            to: string;
            /** @enum {string} */
            by: "day" | "week" | "month";
            totals: components["schemas"]["Totals"];
            previous: components["schemas"]["Compared"];
            last_year: components["schemas"]["Compared"];
            series: components["schemas"]["Period"][];
            weekdays: components["schemas"]["Weekday"][];
            top_by_revenue: components["schemas"]["ProductSales"][];
            top_by_units: components["schemas"]["ProductSales"][];
            rising: components["schemas"]["ProductSales"][];
            falling: components["schemas"]["ProductSales"][];
            categories: components["schemas"]["CategorySales"][];
            classes: components["schemas"]["ClassSales"][];
            unsold: components["schemas"]["Unsold"];
        };
        SalesChange: {
            value: number | null;
            reason: ("base_zero" | "base_incomplete") | null;
        };
        SalesChanges: {
            transactions: components["schemas"]["SalesChange"];
            units: components["schemas"]["SalesChange"];
            revenue: components["schemas"]["SalesChange"];
            average_basket: components["schemas"]["SalesChange"];
        };
        SalesForecastQuery: {
            /** @default 50 */
            per_page?: number;
            /**
             * @description Empty starts a walk; then the last `next_cursor`.
             * @default
             */
            cursor?: string;
            /**
             * @description How many days to tell.
             * @default 28
             */
            horizon?: number;
            /**
             * @description daily: each product's forecast day by day, too.
             * @default summary
             * @enum {string}
             */
            detail?: "summary" | "daily";
            /**
             * @description best: more models, about ten times the work.
             * @default fast
             * @enum {string}
             */
            tier?: "fast" | "best";
            product_id?: number;
            /** @description With all categories below it. */
            category_id?: number;
            /** @description For admins: this seller's alone. */
            seller_id?: number;
            /**
             * @description From an order to its delivery.
             * @default 7
             */
            lead_time_days?: number;
            /**
             * @description From one look at the stock to the next.
             * @default 7
             */
            review_days?: number;
            /**
             * @description The chance that nothing runs out until the next delivery.
             * @default 0.95
             */
            service_level?: number;
        };
        SalesGetQuery: {
            /**
             * Format: date
             * @description The first day, in Jakarta.
             */
            from?: string;
            /**
             * Format: date
             * @description The last day, in Jakarta.
             */
            to?: string;
            /**
             * @default day
             * @enum {string}
             */
            by?: "day" | "week" | "month";
            product_id?: number;
            /** @description With all categories below it. */
            category_id?: number;
            /** @description For admins: this seller's alone. */
            seller_id?: number;
            /**
             * @description csv: the series and all products as a file.
             * @default json
             * @enum {string}
             */
            format?: "json" | "csv";
        };
        Sample: {
            /** @default null */
            sku?: string | null;
            /** @default null */
            name?: string | null;
            /** @default null */
            price?: number | null;
            /** @default null */
            cost?: number | null;
            /** @default null */
            stock?: number | null;
            /** @default null */
            unit?: string | null;
            /** @default null */
            active?: boolean | null;
            /**
             * @description At most its first 200 characters.
             * @default null
             */
            description?: string | null;
            /**
             * @description From the top of the tree down.
             * @default null
             */
            category?: string[] | null;
            /** @default null */
            brand?: string | null;
            /** @default null */
            barcodes?: string[] | null;
        };
        SectionChange: {
            title?: string;
            /** @description Its place, from 1; beyond the last is the last. */
            position?: number;
        };
        /** @example {} */
        SectionIn: {
            title: string;
            /** @default null */
            position?: number | null;
        };
        Series: {
            statistics: components["schemas"]["Statistics"];
            trend: components["schemas"]["Trend"];
            growth: components["schemas"]["Growth"];
            forecast: components["schemas"]["AnalysisAhead"][] | null;
            /** @description The last 120 periods, then the forecast. */
            chart: (components["schemas"]["Past"] | components["schemas"]["AnalysisAhead"])[];
            /** @default null */
            svg?: string | null;
            name: string;
            from: string;
            to: string;
            periods: number;
            quality: components["schemas"]["Quality"];
            /** @description Why there are no ranges: too_short, constant, too_large. */
            forecast_reason: string | null;
            /** @description How many periods each season has that is surely there. */
            seasons: number[];
            /** @description smooth, intermittent, constant or short. */
            method: string | null;
        };
        Session: {
            id: string;
            address: string;
            user_agent: string;
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            refreshed_at: string;
            /** Format: date-time */
            expires_at: string;
            /** @description Whether this call came from this session. */
            current: boolean;
        };
        Sessions: {
            sessions: components["schemas"]["Session"][];
        };
        /** @description The shop; its ETag is what If-Match of a change names. */
        Shop: {
            name: string;
            /** @description Raised by each change; in quotes (`"42"`) it is what `If-Match` takes. */
            revision: number;
            /** @description In the medium size. */
            logo_url: string | null;
            logo_urls: components["schemas"]["Urls"] | null;
        };
        ShopChange: {
            /** @description Null: the name of the settings. */
            name: string | null;
        };
        /**
         * @description What was typed is compared as it is, so that a malformed name fails like a wrong one.
         * @example {
         *       "username": "rina",
         *       "password": "kopi-susu-gula-aren"
         *     }
         */
        SignIn: {
            /** @default null */
            email?: string | null;
            /** @default null */
            username?: string | null;
            /** Format: password */
            password: string;
            /** @default null */
            code?: string | null;
            /** @default null */
            recovery_code?: string | null;
        } & ({
            email: string;
        } | {
            username: string;
        });
        /**
         * @example {
         *       "email": "rina@example.com",
         *       "password": "kopi-susu-gula-aren",
         *       "name": "Rina"
         *     }
         */
        SignUp: {
            /** @default null */
            email?: string | null;
            /** @default null */
            username?: string | null;
            /**
             * Format: password
             * @description Common ones, and those that are little more than a name, are refused in production.
             */
            password: string;
            /** @default null */
            name?: string | null;
        } | {
            email: string;
        } | {
            username: string;
        };
        SignedIn: {
            access_token: string;
            refresh_token: string;
            token_type: string;
            /** @description Seconds until the access token expires. */
            expires_in: number;
            user: components["schemas"]["User"];
        };
        Sold: {
            id: number;
            name: string;
            price: number;
        };
        State: {
            enabled: boolean;
            enabled_at: string | null;
            /** @description Whether a role that the person holds asks for it. */
            required: boolean;
            /** @description How many recovery codes are left. */
            recovery_codes: number;
        };
        Statistics: {
            count: number;
            sum: number | null;
            mean: number | null;
            median: number | null;
            /** @description Standard deviation of a sample (n - 1). */
            std: number | null;
            min: number | null;
            max: number | null;
            q1: number | null;
            q3: number | null;
            /** @description std by the mean: 0.2 varies little, 1 a lot. */
            cv: number | null;
            skewness: number | null;
            zeros: number;
            last: number | null;
        };
        /** @description A submitted attempt, and what the learner's progress has become by it. */
        Submitted: {
            id: number;
            number: number;
            score: number | null;
            passed: boolean | null;
            /** Format: date-time */
            started_at: string;
            expires_at: string | null;
            submitted_at: string | null;
            course_id: number;
            content_id: number;
            mastery_score: number | null;
            /** @description Null: any number. */
            attempts_left: number | null;
            questions: components["schemas"]["Asked"][];
            progress: components["schemas"]["CourseProgress"];
        };
        Titled: {
            id: number;
            title: string;
        };
        ToldOf: {
            /**
             * @description It is done. false says nothing: what is done stays done. Of a quiz it says nothing.
             * @default false
             */
            completed?: boolean;
            /**
             * @description How far; the greatest counts, and 100 is done. Of a quiz it says nothing.
             * @default null
             */
            percent?: number | null;
            /**
             * @description Where to go on, such as seconds of a video; that of the latest `recorded_at` counts.
             * @default null
             */
            position?: number | null;
            /**
             * @description Time spent in this visit so far; the greatest counts, visits are added up.
             * @default null
             */
            seconds?: number | null;
            /**
             * @description The device's own name for this visit of the content, so that two devices both count.
             * @default
             */
            visit?: string;
            /**
             * @description The device's moment (RFC 3339); left out, or in the future, it is now.
             * @default null
             */
            recorded_at?: string | null;
            content_id: number;
        };
        Totals: {
            transactions: number;
            units: number;
            /** @description Whole rupiah. */
            revenue: number;
            average_basket: number | null;
            cost: number | null;
            margin: number | null;
            margin_rate: number | null;
            /** @description Whole rupiah. */
            tax: number;
            cost_known: number | null;
        };
        TransactionsListQuery: {
            /**
             * Format: date
             * @description The first day, in Jakarta.
             */
            from?: string;
            /**
             * Format: date
             * @description The last day, in Jakarta.
             */
            to?: string;
            /** @default 20 */
            per_page?: number;
            /**
             * @description Empty starts a walk; then the last `next_cursor`.
             * @default
             */
            cursor?: string;
            /**
             * @description Own purchases; a seller's part of what was sold; everything, for an admin.
             * @default own
             * @enum {string}
             */
            scope?: "own" | "sales" | "all";
        };
        Trend: {
            /**
             * @description rising or falling where p_adjusted is below 0.05.
             * @enum {string}
             */
            direction: "rising" | "falling" | "none";
            /** @description Change a period (Theil and Sen), with its 95 % interval. */
            slope: number | null;
            slope_lo95: number | null;
            slope_hi95: number | null;
            tau: number | null;
            /** @description Of the test of Mann and Kendall. */
            p_value: number | null;
            /** @description The same among all series of the file (Holm). */
            p_adjusted: number | null;
            /** @description The share of the variance that the trend explains; below, the season. */
            trend_strength: number | null;
            season_strength: number | null;
            reason: string | null;
        };
        Unsold: {
            products: number;
            /** @description Whole rupiah. */
            value: number;
            dearest: components["schemas"]["UnsoldProduct"][];
        };
        UnsoldProduct: {
            product_id: number;
            name: string;
            stock: number;
            /** @description Whole rupiah. */
            value: number;
            /** @enum {string} */
            valued_at: "cost" | "price";
            last_sold_on: string | null;
        };
        /** @description The same picture in three sizes, as WebP. */
        Urls: {
            /** @description At most 160 pixels wide and high. */
            small: string;
            /** @description At most 480. */
            medium: string;
            /** @description At most 1200. */
            large: string;
        };
        User: {
            id: number;
            name: string;
            email: string | null;
            email_verified: boolean;
            username: string | null;
            role: ("buyer" | "seller" | "developer" | "admin") | null;
            roles: ("buyer" | "seller" | "developer" | "admin")[];
        };
        UsersListPeopleQuery: {
            /** @default 1 */
            page?: number;
            /** @default 20 */
            per_page?: number;
            /** @description Empty starts a walk; then the last `next_cursor`. */
            cursor?: string;
            /**
             * @description Words of a name, or the beginning of a name, address or username.
             * @default
             */
            search?: string;
            /** @enum {string} */
            role?: "buyer" | "seller" | "developer" | "admin";
            active?: boolean;
            /**
             * @default created_at
             * @constant
             */
            sort_by?: "created_at";
            /**
             * @default desc
             * @enum {string}
             */
            sort_order?: "asc" | "desc";
        };
        Verification: {
            /** @description What stands behind `token=` in the link. */
            token: string;
        };
        Verified: {
            email: string;
        };
        Version: {
            number: number;
            title: string;
            contents: number;
            /** Format: date-time */
            published_at: string;
            published_by: components["schemas"]["Named"];
        };
        Versions: {
            per_page: number;
            has_next: boolean;
            next_cursor: string | null;
            versions: components["schemas"]["Version"][];
        };
        WaiverIn: {
            content_id: number;
            reason: string;
        };
        Warning: {
            code: string;
            msg: string;
            count: number;
            values: components["schemas"]["NamedCount"][];
        };
        Weekday: {
            weekday: number;
            transactions: number[];
            revenue: number[];
        };
        Whole: {
            statistics: components["schemas"]["Statistics"];
            trend: components["schemas"]["Trend"];
            growth: components["schemas"]["Growth"];
            forecast: components["schemas"]["AnalysisAhead"][] | null;
            /** @description The last 120 periods, then the forecast. */
            chart: (components["schemas"]["Past"] | components["schemas"]["AnalysisAhead"])[];
            /** @default null */
            svg?: string | null;
        };
        WholeContent: {
            id: number;
            /** @description Null: taken out of the draft. */
            section_id: number | null;
            position: number;
            /** @enum {string} */
            kind: "text" | "video" | "file" | "quiz";
            title: string;
            required: boolean;
            /** @enum {string} */
            move_on: "Passed" | "Completed" | "CompletedAndPassed" | "CompletedOrPassed" | "NotApplicable";
            mastery_score: number | null;
            minutes: number | null;
            prerequisites: number[];
            file: components["schemas"]["File"] | null;
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            updated_at: string;
            /** @description Of the whole draft, raised by each write; in quotes it is what `If-Match` takes. */
            revision: number;
            body: string;
            /** @description What the Markdown will look like. */
            html: string;
            quiz: {
                [key: string]: unknown;
            } | null;
        };
        WholeVersion: {
            number: number;
            title: string;
            contents: number;
            /** Format: date-time */
            published_at: string;
            published_by: components["schemas"]["Named"];
            summary: string;
            description_html: string;
            language: string;
            sequential: boolean;
            prerequisites: components["schemas"]["Titled"][];
            outline: components["schemas"]["OutlinedSection"][];
        };
        WrittenSection: {
            id: number;
            position: number;
            title: string;
            /** @description Of the whole draft, raised by each write; in quotes it is what `If-Match` takes. */
            revision: number;
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type ActivitiesExportAnswer = components['schemas']['ActivitiesExportAnswer'];
export type ActivitiesExportQuery = components['schemas']['ActivitiesExportQuery'];
export type ActivitiesListQuery = components['schemas']['ActivitiesListQuery'];
export type Activity = components['schemas']['Activity'];
export type ActivityPage = components['schemas']['ActivityPage'];
export type Administration = components['schemas']['Administration'];
export type Allowance = components['schemas']['Allowance'];
export type AllowanceIn = components['schemas']['AllowanceIn'];
export type AnalysesAnalyzeQuery = components['schemas']['AnalysesAnalyzeQuery'];
export type Analysis = components['schemas']['Analysis'];
export type AnalysisAhead = components['schemas']['AnalysisAhead'];
export type AnalysisChange = components['schemas']['AnalysisChange'];
export type AnalyticsCohortsQuery = components['schemas']['AnalyticsCohortsQuery'];
export type AnalyticsCompletionRatesQuery = components['schemas']['AnalyticsCompletionRatesQuery'];
export type AnalyticsCourseEngagementQuery = components['schemas']['AnalyticsCourseEngagementQuery'];
export type AnalyticsCourseProgressQuery = components['schemas']['AnalyticsCourseProgressQuery'];
export type AnalyticsUserProgressQuery = components['schemas']['AnalyticsUserProgressQuery'];
export type AnalyzeForm = components['schemas']['AnalyzeForm'];
export type Answer = components['schemas']['Answer'];
export type Answers = components['schemas']['Answers'];
export type ApiKey = components['schemas']['ApiKey'];
export type ApiKeyChange = components['schemas']['ApiKeyChange'];
export type ApiKeyIn = components['schemas']['ApiKeyIn'];
export type ApiKeyPage = components['schemas']['ApiKeyPage'];
export type Asked = components['schemas']['Asked'];
export type Asking = components['schemas']['Asking'];
export type Attempt = components['schemas']['Attempt'];
export type AttemptHead = components['schemas']['AttemptHead'];
export type Attempts = components['schemas']['Attempts'];
export type AuditExportEntriesAnswer = components['schemas']['AuditExportEntriesAnswer'];
export type AuditExportEntriesQuery = components['schemas']['AuditExportEntriesQuery'];
export type AuditListEntriesQuery = components['schemas']['AuditListEntriesQuery'];
export type AuditPage = components['schemas']['AuditPage'];
export type Avatar = components['schemas']['Avatar'];
export type AvatarForm = components['schemas']['AvatarForm'];
export type Basket = components['schemas']['Basket'];
export type Beginning = components['schemas']['Beginning'];
export type Begun = components['schemas']['Begun'];
export type BothFactors = components['schemas']['BothFactors'];
export type Brand = components['schemas']['Brand'];
export type BrandChange = components['schemas']['BrandChange'];
export type BrandIn = components['schemas']['BrandIn'];
export type Brands = components['schemas']['Brands'];
export type BrandsListQuery = components['schemas']['BrandsListQuery'];
export type Categories = components['schemas']['Categories'];
export type Category = components['schemas']['Category'];
export type CategoryChange = components['schemas']['CategoryChange'];
export type CategoryIn = components['schemas']['CategoryIn'];
export type CategorySales = components['schemas']['CategorySales'];
export type CategoryWithPath = components['schemas']['CategoryWithPath'];
export type Certificate = components['schemas']['Certificate'];
export type Certificates = components['schemas']['Certificates'];
export type CertificatesListQuery = components['schemas']['CertificatesListQuery'];
export type Changed = components['schemas']['Changed'];
export type ChangedBrand = components['schemas']['ChangedBrand'];
export type ChangedCategory = components['schemas']['ChangedCategory'];
export type ChangedProduct = components['schemas']['ChangedProduct'];
export type Changes = components['schemas']['Changes'];
export type ChangesImage = components['schemas']['ChangesImage'];
export type ChangesListQuery = components['schemas']['ChangesListQuery'];
export type Choice = components['schemas']['Choice'];
export type ClassSales = components['schemas']['ClassSales'];
export type Cohort = components['schemas']['Cohort'];
export type CohortsOfCourse = components['schemas']['CohortsOfCourse'];
export type ColumnsTaken = components['schemas']['ColumnsTaken'];
export type Compared = components['schemas']['Compared'];
export type Confirmation = components['schemas']['Confirmation'];
export type ContentChange = components['schemas']['ContentChange'];
export type ContentEngagement = components['schemas']['ContentEngagement'];
export type ContentIn = components['schemas']['ContentIn'];
export type ContentProgress = components['schemas']['ContentProgress'];
export type CopiedBrand = components['schemas']['CopiedBrand'];
export type CopiedCategory = components['schemas']['CopiedCategory'];
export type Counts = components['schemas']['Counts'];
export type Course = components['schemas']['Course'];
export type CourseChange = components['schemas']['CourseChange'];
export type CourseDraft = components['schemas']['CourseDraft'];
export type CourseDraftsPublishQuery = components['schemas']['CourseDraftsPublishQuery'];
export type CourseIn = components['schemas']['CourseIn'];
export type CourseProgress = components['schemas']['CourseProgress'];
export type CourseRate = components['schemas']['CourseRate'];
export type CourseStatementsGetAnswer = components['schemas']['CourseStatementsGetAnswer'];
export type CourseStatementsGetQuery = components['schemas']['CourseStatementsGetQuery'];
export type Courses = components['schemas']['Courses'];
export type CoursesListQuery = components['schemas']['CoursesListQuery'];
export type CoursesListVersionsQuery = components['schemas']['CoursesListVersionsQuery'];
export type Day = components['schemas']['Day'];
export type Decision = components['schemas']['Decision'];
export type Degraded = components['schemas']['Degraded'];
export type DeveloperListKeysQuery = components['schemas']['DeveloperListKeysQuery'];
export type DraftedContent = components['schemas']['DraftedContent'];
export type DraftedSection = components['schemas']['DraftedSection'];
export type EndOfSessions = components['schemas']['EndOfSessions'];
export type Ended = components['schemas']['Ended'];
export type Engagement = components['schemas']['Engagement'];
export type EngagementOfCourses = components['schemas']['EngagementOfCourses'];
export type Entry = components['schemas']['Entry'];
export type FailedRow = components['schemas']['FailedRow'];
export type FailedRowPage = components['schemas']['FailedRowPage'];
export type File = components['schemas']['File'];
export type FileForm = components['schemas']['FileForm'];
export type ForecastTotals = components['schemas']['ForecastTotals'];
export type Forecasts = components['schemas']['Forecasts'];
export type ForecastsAhead = components['schemas']['ForecastsAhead'];
export type Forgotten = components['schemas']['Forgotten'];
export type Frequency = components['schemas']['Frequency'];
export type Given = components['schemas']['Given'];
export type Growth = components['schemas']['Growth'];
export type Head = components['schemas']['Head'];
export type Health = components['schemas']['Health'];
export type Images = components['schemas']['Images'];
export type ImagesForm = components['schemas']['ImagesForm'];
export type Import = components['schemas']['Import'];
export type ImportForm = components['schemas']['ImportForm'];
export type ImportOf = components['schemas']['ImportOf'];
export type ImportPage = components['schemas']['ImportPage'];
export type ImportProgress = components['schemas']['ImportProgress'];
export type ImportsListFailedRowsQuery = components['schemas']['ImportsListFailedRowsQuery'];
export type ImportsListQuery = components['schemas']['ImportsListQuery'];
export type Issued = components['schemas']['Issued'];
export type Issuer = components['schemas']['Issuer'];
export type IssuerImage = components['schemas']['IssuerImage'];
export type Item = components['schemas']['Item'];
export type Job = components['schemas']['Job'];
export type Jobs = components['schemas']['Jobs'];
export type JobsListQuery = components['schemas']['JobsListQuery'];
export type Key = components['schemas']['Key'];
export type Keys = components['schemas']['Keys'];
export type LeakReport = components['schemas']['LeakReport'];
export type Learner = components['schemas']['Learner'];
export type LearnerAttempts = components['schemas']['LearnerAttempts'];
export type Letter = components['schemas']['Letter'];
export type Letters = components['schemas']['Letters'];
export type LettersListQuery = components['schemas']['LettersListQuery'];
export type Line = components['schemas']['Line'];
export type ListedProduct = components['schemas']['ListedProduct'];
export type LogoForm = components['schemas']['LogoForm'];
export type Message = components['schemas']['Message'];
export type MonthRate = components['schemas']['MonthRate'];
export type Named = components['schemas']['Named'];
export type NamedCount = components['schemas']['NamedCount'];
export type NewApiKey = components['schemas']['NewApiKey'];
export type NewSale = components['schemas']['NewSale'];
export type Noticed = components['schemas']['Noticed'];
export type Option = components['schemas']['Option'];
export type Order = components['schemas']['Order'];
export type Outlier = components['schemas']['Outlier'];
export type Outline = components['schemas']['Outline'];
export type OutlineOrder = components['schemas']['OutlineOrder'];
export type OutlinedContent = components['schemas']['OutlinedContent'];
export type OutlinedOrder = components['schemas']['OutlinedOrder'];
export type OutlinedSection = components['schemas']['OutlinedSection'];
export type OwnApiKey = components['schemas']['OwnApiKey'];
export type OwnProfile = components['schemas']['OwnProfile'];
export type PasswordChange = components['schemas']['PasswordChange'];
export type Past = components['schemas']['Past'];
export type People = components['schemas']['People'];
export type Period = components['schemas']['Period'];
export type Policy = components['schemas']['Policy'];
export type PolicyChange = components['schemas']['PolicyChange'];
export type ProblemBase = components['schemas']['ProblemBase'];
export type ProblemMembers = components['schemas']['ProblemMembers'];
export type Product = components['schemas']['Product'];
export type ProductChange = components['schemas']['ProductChange'];
export type ProductForecast = components['schemas']['ProductForecast'];
export type ProductImportsImportCsvQuery = components['schemas']['ProductImportsImportCsvQuery'];
export type ProductIn = components['schemas']['ProductIn'];
export type ProductPage = components['schemas']['ProductPage'];
export type ProductSales = components['schemas']['ProductSales'];
export type ProductsListQuery = components['schemas']['ProductsListQuery'];
export type ProductsLookUpQuery = components['schemas']['ProductsLookUpQuery'];
export type Profile = components['schemas']['Profile'];
export type ProfileChange = components['schemas']['ProfileChange'];
export type ProgressIn = components['schemas']['ProgressIn'];
export type ProgressOfCourses = components['schemas']['ProgressOfCourses'];
export type ProgressOfCoursesProgress = components['schemas']['ProgressOfCoursesProgress'];
export type ProgressOfPeople = components['schemas']['ProgressOfPeople'];
export type Proof = components['schemas']['Proof'];
export type Published = components['schemas']['Published'];
export type Quality = components['schemas']['Quality'];
export type Question = components['schemas']['Question'];
export type Quiz = components['schemas']['Quiz'];
export type QuizLimits = components['schemas']['QuizLimits'];
export type Quote = components['schemas']['Quote'];
export type RatesOfCourses = components['schemas']['RatesOfCourses'];
export type ReadContent = components['schemas']['ReadContent'];
export type RecoveryCodes = components['schemas']['RecoveryCodes'];
export type Refresh = components['schemas']['Refresh'];
export type Reissue = components['schemas']['Reissue'];
export type Reset = components['schemas']['Reset'];
export type ResetDone = components['schemas']['ResetDone'];
export type Resume = components['schemas']['Resume'];
export type Revocation = components['schemas']['Revocation'];
export type RevocationList = components['schemas']['RevocationList'];
export type RevokedCredential = components['schemas']['RevokedCredential'];
export type RoleRequest = components['schemas']['RoleRequest'];
export type RoleRequestPage = components['schemas']['RoleRequestPage'];
export type RoleRequestsListQuery = components['schemas']['RoleRequestsListQuery'];
export type Rotation = components['schemas']['Rotation'];
export type RowFault = components['schemas']['RowFault'];
export type SaleNotice = components['schemas']['SaleNotice'];
export type SaleOf = components['schemas']['SaleOf'];
export type SalePage = components['schemas']['SalePage'];
export type Sales = components['schemas']['Sales'];
export type SalesChange = components['schemas']['SalesChange'];
export type SalesChanges = components['schemas']['SalesChanges'];
export type SalesForecastQuery = components['schemas']['SalesForecastQuery'];
export type SalesGetQuery = components['schemas']['SalesGetQuery'];
export type Sample = components['schemas']['Sample'];
export type SectionChange = components['schemas']['SectionChange'];
export type SectionIn = components['schemas']['SectionIn'];
export type Series = components['schemas']['Series'];
export type Session = components['schemas']['Session'];
export type Sessions = components['schemas']['Sessions'];
export type Shop = components['schemas']['Shop'];
export type ShopChange = components['schemas']['ShopChange'];
export type SignIn = components['schemas']['SignIn'];
export type SignUp = components['schemas']['SignUp'];
export type SignedIn = components['schemas']['SignedIn'];
export type Sold = components['schemas']['Sold'];
export type State = components['schemas']['State'];
export type Statistics = components['schemas']['Statistics'];
export type Submitted = components['schemas']['Submitted'];
export type Titled = components['schemas']['Titled'];
export type ToldOf = components['schemas']['ToldOf'];
export type Totals = components['schemas']['Totals'];
export type TransactionsListQuery = components['schemas']['TransactionsListQuery'];
export type Trend = components['schemas']['Trend'];
export type Unsold = components['schemas']['Unsold'];
export type UnsoldProduct = components['schemas']['UnsoldProduct'];
export type Urls = components['schemas']['Urls'];
export type User = components['schemas']['User'];
export type UsersListPeopleQuery = components['schemas']['UsersListPeopleQuery'];
export type Verification = components['schemas']['Verification'];
export type Verified = components['schemas']['Verified'];
export type Version = components['schemas']['Version'];
export type Versions = components['schemas']['Versions'];
export type WaiverIn = components['schemas']['WaiverIn'];
export type Warning = components['schemas']['Warning'];
export type Weekday = components['schemas']['Weekday'];
export type Whole = components['schemas']['Whole'];
export type WholeContent = components['schemas']['WholeContent'];
export type WholeVersion = components['schemas']['WholeVersion'];
export type WrittenSection = components['schemas']['WrittenSection'];
export type $defs = Record<string, never>;
export type operations = Record<string, never>;
