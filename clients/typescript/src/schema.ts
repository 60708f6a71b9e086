// Made of docs/openapi.json by `make api`; changes here get lost. 26f985a5a1fdd4f5d70295a81089ac7bba843793d1045c29dacc978bc87acf97
export interface paths {
    "/health": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The database answers and holds the tables; otherwise 503. */
        get: operations["health_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/jobs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Jobs, newest first, by cursor.
         * @description Needs one of the roles: admin. Not for API keys.
         */
        get: operations["jobs_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/users": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * People by the time of their sign-up, by page number or by cursor.
         * @description Needs one of the roles: admin. Not for API keys.
         */
        get: operations["users_list_people"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/audit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Who changed what, newest first; a call that was refused is a DENIED.
         * @description Needs one of the roles: admin. Not for API keys.
         */
        get: operations["audit_list_entries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/health/live": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The process answers; the database is not asked. */
        get: operations["health_live"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/imports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The caller's imports, newest first.
         * @description Needs one of the roles: seller, admin. An API key needs the scope imports:read.
         */
        get: operations["imports_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/changes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What has changed since the last call, in the order in which it was committed.
         * @description Each category, brand and product comes once, as it is now; what changes while you page comes again. Apply
         *     each change to your copy, keep `next_since` with it, and go on while `has_more` is true. Nothing is ever
         *     missed, however many write at the same time.
         */
        get: operations["changes_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/courses": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Courses, newest first, by page number or by cursor. */
        get: operations["courses_list"];
        put?: never;
        /**
         * Adds a course, as a draft that nobody but its owner and admins see.
         * @description Needs one of the roles: admin. An API key needs the scope courses:write.
         */
        post: operations["courses_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/letters": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Letters, newest first, by cursor. What they say is not shown, because some hold a link that opens something.
         * @description Needs one of the roles: admin. Not for API keys.
         */
        get: operations["letters_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/health/ready": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The database answers and holds the tables; otherwise 503. */
        get: operations["health_ready"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/products": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The catalogue by page number, or by cursor, which neither skips nor repeats while others insert.
         * @description Small totals are exact; a large one may say only that there are at least so many.
         */
        get: operations["products_list"];
        put?: never;
        /**
         * Adds a product of the caller's to the catalogue.
         * @description Needs one of the roles: seller, admin. An API key needs the scope products:write.
         */
        post: operations["products_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/auth/login": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Signs in by e-mail address or username, in either field. A wrong account and a wrong password are answered alike.
         * @description Who has a second factor is asked for it by a 401 `second_factor_required` after the right password, and sends the
         *     same again with `code` (or `recovery_code`).
         */
        post: operations["auth_login"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/audit/head": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The end of the chain; whoever keeps it elsewhere can tell later whether the log was cut off behind it.
         * @description Needs one of the roles: admin. Not for API keys.
         */
        get: operations["audit_show_head"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/auth/logout": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Ends the session of this token.
         * @description Not for API keys.
         */
        post: operations["auth_logout"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/auth/verify": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Verifies the address that a letter's link was sent to. Opened again, it answers the same and does nothing. */
        post: operations["accounts_verify"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/auth/refresh": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * A new pair of tokens for a refresh token in the body or in the Authorization header.
         * @description For 30 seconds the old refresh token returns the same successor once more, so that tabs may refresh together and a
         *     lost answer may be asked for again. After that, or once the successor was used, it ends the whole session.
         */
        post: operations["auth_refresh"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/users/avatar": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Takes the caller's face away; it is no fault to have none.
         * @description Not for API keys.
         */
        delete: operations["avatars_remove"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/transactions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Sales, newest first, by cursor.
         * @description An API key needs the scope transactions:read.
         */
        get: operations["transactions_list"];
        put?: never;
        /**
         * Sells the items to the caller at the catalogue's prices.
         * @description All lines are sold or none. The buyer is in the `courses` that were sold at once. A course that they have already
         *     (409 `course_owned`), could not enter yet (`prerequisites_missing`) or at all (`course_closed`) is refused in the
         *     quote, too. Send the quote's total as `expected_total`, so that a price that has changed since is never charged
         *     unseen. With an `Idempotency-Key` header a repeated call answers what the first one did, with
         *     `Idempotent-Replayed: true`, and sells nothing more.
         *
         *     An API key needs the scope transactions:write.
         */
        post: operations["transactions_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/certificates": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The caller's own certificates, newest first, by cursor.
         * @description An API key needs the scope courses:read.
         */
        get: operations["certificates_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/audit/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The same list as a file; that it was taken stands in the admin's own log.
         * @description In the CSV the time is that of Jakarta, the changes are JSON, and an apostrophe stands before what a spreadsheet
         *     would run as a formula.
         *
         *     Needs one of the roles: admin. Not for API keys.
         */
        get: operations["audit_export_entries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/auth/register": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Makes an account with the role buyer and signs it in.
         * @description An e-mail address gets a letter with a link that verifies it. The letter comes some minutes later where others have
         *     just signed up from the same network, and not at all where these had the letters of the day: ask for it with
         *     `POST /api/auth/verify/send`.
         */
        post: operations["auth_register"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/auth/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The person's live sessions, the last used first.
         * @description Not for API keys.
         */
        get: operations["auth_list_sessions"];
        put?: never;
        post?: never;
        /**
         * Ends all sessions of the person but this one, or with `current` this one, too.
         * @description Not for API keys.
         */
        delete: operations["auth_end_sessions"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/developer/key": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Makes a key and shows it this once. A letter tells its beginning and its end.
         * @description Who is no developer asks for the role by this, and it is granted at once. Where the shop has set
         *     `DEVELOPER_ROLE=review`, 202 answers with the request that an admin decides.
         *
         *     Not for API keys.
         */
        post: operations["developer_make_key"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/users/profile": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The caller's own profile.
         * @description An API key needs the scope users:read.
         */
        get: operations["users_show_profile"];
        /**
         * Changes the given fields of the caller's own profile and leaves the others.
         * @description A new e-mail address asks for the password once more, and is `pending_email` until the link in a letter to it is
         *     opened, for 24 hours; a newer one takes its place. A new username asks for it where the last sign-in is more than
         *     10 minutes ago (403 `reauthentication_required`).
         *
         *     Not for API keys.
         */
        put: operations["users_change_profile"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/developer/keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The caller's keys, newest first, also those that are over.
         * @description Not for API keys.
         */
        get: operations["developer_list_keys"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/products/lookup": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The product with exactly this SKU or barcode: what a scanner asks. Of several, one in stock, then the oldest. */
        get: operations["products_look_up"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/products/brands": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Brands in the order of their names, by cursor. */
        get: operations["brands_list"];
        put?: never;
        /**
         * Adds a brand, everybody's to sell or one seller's own.
         * @description Needs one of the roles: admin. An API key needs the scope products:write.
         */
        post: operations["brands_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/analytics/sales": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What sells: totals with growth, the days, the best, rising, falling and unsold products. By default of 30 days.
         * @description A seller's own sales; an admin's are those of all, or of one seller. In the CSV the column `row` tells the series
         *     from the products, of which it has all.
         *
         *     Needs one of the roles: seller, admin. An API key needs the scope analytics:read.
         */
        get: operations["sales_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/auth/verify/send": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Sends the letter that verifies the caller's address once more; the link before it is dead.
         * @description Not for API keys.
         */
        post: operations["accounts_send_verification"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/users/activities": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The caller's own log, newest first, of one type or some days.
         * @description An API key needs the scope users:read.
         */
        get: operations["activities_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/certificates/keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The public keys of all credentials that were ever signed here, a JWK set. */
        get: operations["certificates_list_keys"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/analytics/cohorts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What became of those who enrolled in each month: completions in time, and who came back in which week.
         * @description An API key needs the scope analytics:read.
         */
        get: operations["analytics_cohorts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/analytics/analyze": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Analyses a file: statistics, trend, growth, quality and forecast of each series in it, and of their total.
         * @description Columns are found by their names and contents; where that leaves a question, the answer is a 422 with the code
         *     `analysis_question`, the `parameter` that answers it and the `candidates`. Where time or memory runs out the series
         *     that are finished are the answer, and `degraded` says what is missing. Of the file nothing is kept but its name and
         *     size, in the log of activities; the answer stays in memory for a while, for whoever sends the same again.
         *
         *     An API key needs the scope analytics:read.
         */
        post: operations["analyses_analyze"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/jobs/{job_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One job.
         * @description Needs one of the roles: admin. Not for API keys.
         */
        get: operations["jobs_show"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/auth/second-factor": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Whether the caller has a second factor, and must have one.
         * @description Not for API keys.
         */
        get: operations["second_factor_show_state"];
        put?: never;
        /**
         * Begins to set up an authenticator app: a new secret, which counts once `confirm` was given a code of it.
         * @description Not for API keys.
         */
        post: operations["second_factor_begin"];
        /**
         * Turns the second factor off, by password and code. A letter tells the person.
         * @description Not for API keys.
         */
        delete: operations["second_factor_remove"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/developer/key/self": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What the key that this is called with may do.
         * @description Any API key will do.
         */
        get: operations["developer_show_own_key"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/transactions/quote": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Tells what a sale of the items would cost at this moment, or why it would be refused; sells nothing.
         * @description The quote's total is what a sale names as `expected_total`.
         *
         *     An API key needs the scope transactions:write.
         */
        post: operations["transactions_quote"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/analytics/forecast": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What will be asked for of each product, how long its stock lasts, and what to order; the most urgent first.
         * @description Needs one of the roles: seller, admin. An API key needs the scope analytics:read.
         */
        get: operations["sales_forecast"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/auth/password/reset": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Sets a new password by a letter's link, once. All sessions of the person end: sign in with the new one.
         * @description Where the address was never verified before, somebody else may have made the account: its API keys are revoked and
         *     its second factor is removed. Elsewhere the second factor stays, and so do the keys without `revoke_api_keys`.
         */
        post: operations["accounts_reset_password"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/users/confirm-email": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Makes the address that a letter's link confirms its person's own.
         * @description Opened again, the link answers the same and does nothing.
         */
        post: operations["users_confirm_email"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/users/{user_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Sets a person's roles, grants one more, activates or deactivates; it counts from their next call on.
         * @description Needs one of the roles: admin. Not for API keys.
         */
        patch: operations["users_administer"];
        trace?: never;
    };
    "/api/users/upload-avatar": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Gives the caller a face, in place of an earlier one.
         * @description Not for API keys.
         */
        post: operations["avatars_upload"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/users/role-requests": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The caller's own requests (an admin: all), newest first.
         * @description Not for API keys.
         */
        get: operations["role_requests_list"];
        put?: never;
        /**
         * Asks for a role. The role developer is granted at once, and an admin decides about the role seller.
         * @description A shop may set either otherwise (`DEVELOPER_ROLE`, `SELLER_ROLE`: `auto` or `review`).
         *
         *     Not for API keys.
         */
        post: operations["role_requests_ask"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/products/categories": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The whole tree, each level in the order of names. */
        get: operations["categories_list"];
        put?: never;
        /**
         * Adds a category at the top or below another.
         * @description Needs one of the roles: admin. An API key needs the scope products:write.
         */
        post: operations["categories_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/products/import-csv": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Imports products of the caller's from a CSV file: our template, or an export of Shopify or WooCommerce.
         * @description Rows are matched by SKU, else by barcode, else by exact name; only fields that the file gives are changed, and
         *     the same file again changes nothing. A small file is done when the call answers (200); a larger one is a job
         *     (202) to be followed at `Location`. `dry_run` and `mode` may stand in the form or in the query.
         *
         *     Needs one of the roles: seller, admin. An API key needs the scope imports:write.
         */
        post: operations["product_imports_import_csv"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/certificates/issuer": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who issues the credentials. */
        get: operations["certificates_show_issuer"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/auth/password/forgot": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sends a letter with a link that resets the password. The answer is the same whether there is such an account. */
        post: operations["accounts_forget_password"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/auth/password/change": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Replaces the caller's password. All their sessions end, and the answer is the beginning of a new one.
         * @description Not for API keys.
         */
        post: operations["accounts_change_password"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/developer/key/report": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Whoever finds a key where it does not belong sends it here: it is revoked, and its owner gets a letter.
         * @description The answer is always the same. Keys of this shop look like `fn_` and 61 letters and digits.
         */
        post: operations["developer_report_key"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/certificates/revoked": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The credentials that were revoked: what the `credentialStatus` of a credential leads to. */
        get: operations["certificates_list_revoked"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/audit/{entry_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One entry.
         * @description Needs one of the roles: admin. Not for API keys.
         */
        get: operations["audit_show_entry"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/users/export-activities": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The caller's own log as a file, newest first; the export is its newest line.
         * @description In the CSV the time is that of Jakarta, and an apostrophe stands before what a spreadsheet would run as a formula.
         *
         *     An API key needs the scope users:read.
         */
        get: operations["activities_export"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/imports/{import_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * How far an own import (an admin: any) is, and what became of its rows.
         * @description Needs one of the roles: seller, admin. An API key needs the scope imports:read.
         */
        get: operations["imports_show"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/courses/{course_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The outline of the published version. One that takes no learners is there for who is in it and who writes it. */
        get: operations["courses_show"];
        /**
         * Changes the given fields of an own course's draft (an admin: of any); learners see them once published.
         * @description `product_id`, `listed` and `owner_id` hold at once. `If-Match` names the ETag of the draft.
         *
         *     An API key needs the scope courses:write.
         */
        put: operations["courses_change"];
        post?: never;
        /**
         * Hides an own course (an admin: any) from all but those who were in it.
         * @description Once somebody has paid for it that is a 409 `course_paid`; `listed: false` closes it to others. An admin may restore
         *     it.
         *
         *     An API key needs the scope courses:write.
         */
        delete: operations["courses_remove"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/analytics/user-progress": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Learners with how far they are, by course: an admin's all, an owner's those of own courses, else one's own.
         * @description Nobody sees the people of others. In the CSV, which holds all of them, times are those of Jakarta.
         *
         *     An API key needs the scope analytics:read.
         */
        get: operations["analytics_user_progress"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/jobs/{job_id}/retry": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Gives a failed job all its attempts again; a job in any other state is not found.
         * @description Needs one of the roles: admin. Not for API keys.
         */
        post: operations["jobs_retry"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/products/import-template": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The columns that a file of one's own may have, with two examples.
         * @description Needs one of the roles: seller, admin. An API key needs the scope imports:read.
         */
        get: operations["product_imports_import_template"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/auth/second-factor/policy": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The roles whose holders must have a second factor.
         * @description Needs one of the roles: admin. Not for API keys.
         */
        get: operations["second_factor_show_policy"];
        /**
         * Sets the roles whose holders must have a second factor.
         * @description Who holds one and has none can still sign in, but everything apart from their own account is a 403
         *     `second_factor_needed` until they turn it on. The admin who asks must have one, so that nobody locks themselves out.
         *
         *     Needs one of the roles: admin. Not for API keys.
         */
        put: operations["second_factor_change_policy"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/products/{product_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One product. Its ETag answers If-None-Match with a 304, and is what If-Match of a change names. */
        get: operations["products_show"];
        /**
         * Changes the given fields of an own product (an admin: of any) and leaves the others.
         * @description With `If-Match`, only if nobody (no sale either) has changed it since it was read; else 412.
         *
         *     An API key needs the scope products:write.
         */
        put: operations["products_change"];
        post?: never;
        /**
         * Hides an own product (an admin: any); what was sold keeps its name and price.
         * @description An API key needs the scope products:write.
         */
        delete: operations["products_remove"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/analytics/course-progress": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * How far the learners of each course are: by state, by percentage, mean and median.
         * @description An API key needs the scope analytics:read.
         */
        get: operations["analytics_course_progress"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/auth/second-factor/confirm": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Turns the second factor on with the app's first code. The caller's other sessions end.
         * @description Not for API keys.
         */
        post: operations["second_factor_confirm"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/certificates/keys/{key_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One public key: what the `kid` of a credential leads to. */
        get: operations["certificates_show_key"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/analytics/completion-rates": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Which share of those who enrolled has completed the course, and in how many days. Who left counts as enrolled.
         * @description The CSV has a row for each course, or for each month of each.
         *
         *     An API key needs the scope analytics:read.
         */
        get: operations["analytics_completion_rates"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/analytics/course-engagement": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * How active the learners of each course are; of a single course also the last 30 days and each content.
         * @description In the CSV the column `row` tells courses, days and contents apart.
         *
         *     An API key needs the scope analytics:read.
         */
        get: operations["analytics_course_engagement"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/imports/{import_id}/rows": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The rows that were not taken, in the order of the file.
         * @description Needs one of the roles: seller, admin. An API key needs the scope imports:read.
         */
        get: operations["imports_list_failed_rows"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/courses/{course_id}/draft": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * An own course (an admin: any) as it will be published; its ETag is what If-Match of a write names.
         * @description An API key needs the scope courses:read.
         */
        get: operations["course_drafts_show"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/products/brands/{brand_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One brand. */
        get: operations["brands_show"];
        /**
         * Renames a brand, gives it an owner or frees it.
         * @description Needs one of the roles: admin. An API key needs the scope products:write.
         */
        put: operations["brands_change"];
        post?: never;
        /**
         * Deletes a brand that no product carries.
         * @description Needs one of the roles: admin. An API key needs the scope products:write.
         */
        delete: operations["brands_remove"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/imports/{import_id}/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * How far an import is, as server-sent events about twice a second.
         * @description A stream ends by itself after some twenty seconds; clients of EventSource then connect again. Where too many
         *     streams are open the answer is a 503 that says when to come back.
         *
         *     Needs one of the roles: seller, admin. An API key needs the scope imports:read.
         */
        get: operations["imports_follow"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/courses/{course_id}/enroll": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Puts the caller into the course: 201, and 200 for who is in it already.
         * @description A course that is sold wants its purchase first (403 `purchase_required` with `product_id`), one with prerequisites
         *     their completion (409 `prerequisites_missing` with `missing`). Who paid or was in it gets in whatever became of it
         *     since, unless its owner took them out (403 `learner_removed`), and keeps what was learned.
         *
         *     An API key needs the scope courses:write.
         */
        post: operations["learners_enroll"];
        /**
         * Takes the caller out of the course; what was learned stays, and counts again for who comes back.
         * @description An API key needs the scope courses:write.
         */
        delete: operations["learners_leave"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/developer/keys/{api_key_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One own key (an admin: anybody's).
         * @description Not for API keys.
         */
        get: operations["developer_show_key"];
        put?: never;
        post?: never;
        /**
         * Revokes an own key (an admin: anybody's) for good; the next call with it is refused.
         * @description Not for API keys.
         */
        delete: operations["developer_revoke_key"];
        options?: never;
        head?: never;
        /**
         * Renames a key or changes its quota; what it may do stays as it was made.
         * @description Not for API keys.
         */
        patch: operations["developer_change_key"];
        trace?: never;
    };
    "/api/courses/{course_id}/restore": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Takes the deletion of a course back.
         * @description Needs one of the roles: admin. An API key needs the scope courses:write.
         */
        post: operations["courses_restore"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/courses/{course_id}/outline": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Puts all sections, and all contents into them, in order at once.
         * @description An API key needs the scope courses:write.
         */
        put: operations["course_drafts_arrange"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/courses/{course_id}/publish": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Makes the draft the version that learners work on, which never changes; without a change, the last one stays.
         * @description A course that could never be completed is refused with every reason (`course_unsatisfiable`, `reasons`).
         *
         *     An API key needs the scope courses:write.
         */
        post: operations["course_drafts_publish"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/products/{product_id}/images": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Adds pictures to an own product (an admin: to any), all of them or none; answers with all of its images.
         * @description The same file sent again stays one image.
         *
         *     An API key needs the scope products:write.
         */
        post: operations["images_add"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/courses/{course_id}/versions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What was published of an own course (an admin: of any), newest first.
         * @description An API key needs the scope courses:read.
         */
        get: operations["courses_list_versions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/courses/{course_id}/sections": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Adds a section, at its position or as the last.
         * @description An API key needs the scope courses:write.
         */
        post: operations["course_drafts_add_section"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/courses/{course_id}/contents": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Adds a content to a section, at its position or as the last.
         * @description An API key needs the scope courses:write.
         */
        post: operations["course_drafts_add_content"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/courses/{course_id}/progress": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The caller's progress in the newest version of the course, and where to go on.
         * @description An API key needs the scope courses:read.
         */
        get: operations["learners_show_progress"];
        put?: never;
        /**
         * Takes what a device tells of one content or of several (`items`), and answers with all of the progress.
         * @description Nothing ever goes back: writes may come late, twice, in any order and from several devices. Items are judged in the
         *     order of their `recorded_at`, so that one may open the next; a content that is not open yet is a 409
         *     `content_locked`, with what is `missing`, and then nothing is taken. `{"completed": true}` alone completes all that
         *     is completed by saying so; quizzes are `left`. The write that satisfies the last required content completes the
         *     course, and this answer carries the certificate.
         *
         *     An API key needs the scope courses:write.
         */
        post: operations["learners_record_progress"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/auth/sessions/{session_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Ends one of the person's sessions; its tokens are refused from the next call on.
         * @description Not for API keys.
         */
        delete: operations["auth_end_session"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/auth/second-factor/recovery-codes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * A new set of recovery codes; the old ones are dead.
         * @description Not for API keys.
         */
        post: operations["second_factor_renew_recovery_codes"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/users/{user_id}/second-factor": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Takes the second factor off somebody who has lost it. Their sessions end, and a letter tells them.
         * @description An admin's own is turned off by password and code only.
         *
         *     Needs one of the roles: admin. Not for API keys.
         */
        delete: operations["second_factors_reset"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/transactions/{transaction_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One sale, for its buyer or an admin; a seller sees their own lines of it.
         * @description An API key needs the scope transactions:read.
         */
        get: operations["transactions_show"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/imports/{import_id}/failed.csv": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The rows that were not taken as CSV, to be corrected and sent again.
         * @description Needs one of the roles: seller, admin. An API key needs the scope imports:read.
         */
        get: operations["imports_download_failed_rows"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/courses/{course_id}/statements": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What learners did in the course as xAPI 1.0.3 statements, for its owner and admins; one's own for everybody.
         * @description People are told by their ids, never by their addresses. A statement keeps its id, so that a learning record store
         *     takes it once.
         *
         *     An API key needs the scope analytics:read.
         */
        get: operations["course_statements_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/users/role-requests/{request_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Takes back an own request that nobody has answered yet.
         * @description Not for API keys.
         */
        delete: operations["role_requests_withdraw"];
        options?: never;
        head?: never;
        /**
         * Grants or denies a pending request; granting leaves the person's other roles as they are.
         * @description Needs one of the roles: admin. Not for API keys.
         */
        patch: operations["role_requests_decide"];
        trace?: never;
    };
    "/api/products/categories/{category_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One category with all below it. */
        get: operations["categories_show"];
        /**
         * Renames or moves a category, with all below it; a `parent_id` of null moves it to the top.
         * @description Needs one of the roles: admin. An API key needs the scope products:write.
         */
        put: operations["categories_change"];
        post?: never;
        /**
         * Deletes a category that is empty.
         * @description Needs one of the roles: admin. An API key needs the scope products:write.
         */
        delete: operations["categories_remove"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/developer/keys/{api_key_id}/rotate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Makes a key that takes the place of an own active one, and shows it this once; for a while both are good.
         * @description Not for API keys.
         */
        post: operations["developer_rotate_key"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/products/{product_id}/images/order": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Puts the images of an own product (an admin: of any) in order; lists show the first.
         * @description An API key needs the scope products:write.
         */
        put: operations["images_arrange"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/courses/{course_id}/versions/{number}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One version of an own course (an admin: of any), which learners of its time worked on.
         * @description An API key needs the scope courses:read.
         */
        get: operations["courses_show_version"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/products/{product_id}/images/{image_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Takes an image from an own product (an admin: from any); answers with those that are left.
         * @description An API key needs the scope products:write.
         */
        delete: operations["images_remove"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/courses/{course_id}/contents/{content_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A content of the published version, for who is in the course; its owner and admins read it always.
         * @description A quiz's questions come with an attempt.
         *
         *     An API key needs the scope courses:read.
         */
        get: operations["courses_read_content"];
        /**
         * Changes the given fields of a content; a `section_id` moves it there, or back into the draft.
         * @description An API key needs the scope courses:write.
         */
        put: operations["course_drafts_change_content"];
        post?: never;
        /**
         * Takes a content out of the draft; what was learned in it stays.
         * @description An API key needs the scope courses:write.
         */
        delete: operations["course_drafts_remove_content"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/courses/{course_id}/sections/{section_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Renames a section, or moves it.
         * @description An API key needs the scope courses:write.
         */
        put: operations["course_drafts_change_section"];
        post?: never;
        /**
         * Deletes a section and takes its contents out of the draft.
         * @description An API key needs the scope courses:write.
         */
        delete: operations["course_drafts_remove_section"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/courses/{course_id}/learners/{user_id}/waive": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Exempts a learner of an own course (an admin: of any) from a content for good; answers with their progress.
         * @description An API key needs the scope courses:write.
         */
        post: operations["learners_waive"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/certificates/{code}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Whether a certificate is genuine and still valid.
         * @description Its code, 26 letters and digits, may be in lower case and in groups with hyphens or spaces between them.
         */
        get: operations["certificates_show"];
        put?: never;
        post?: never;
        /**
         * Revokes a certificate for good; for its course's owner and admins. Its holder gets a letter with the reason.
         * @description An API key needs the scope courses:write.
         */
        delete: operations["certificates_revoke"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/courses/{course_id}/contents/{content_id}/file": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The file of a published content, for who is in the course; its owner and admins have it always.
         * @description An API key needs the scope courses:read.
         */
        get: operations["course_files_download"];
        /**
         * Gives a content of the kind `file` its file, in place of an earlier one.
         * @description An API key needs the scope courses:write.
         */
        put: operations["course_files_send"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/courses/{course_id}/draft/contents/{content_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One content of the draft with all that its author wrote.
         * @description An API key needs the scope courses:read.
         */
        get: operations["course_drafts_show_content"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/certificates/{code}/pdf": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The certificate to print, for its holder, its course's owner and admins.
         * @description An API key needs the scope courses:read.
         */
        get: operations["certificates_show_pdf"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/courses/{course_id}/contents/{content_id}/attempts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The caller's attempts at the quiz.
         * @description An API key needs the scope courses:read.
         */
        get: operations["attempts_list"];
        put?: never;
        /**
         * Begins an attempt, or goes on with the one that is under way: its questions, without what is right.
         * @description An API key needs the scope courses:write.
         */
        post: operations["attempts_start"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/courses/{course_id}/draft/contents/{content_id}/file": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The file of a content as the draft has it.
         * @description An API key needs the scope courses:read.
         */
        get: operations["course_files_download_draft"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/certificates/{code}/credential": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The same as an Open Badge 3.0 that wallets keep and anybody can check without asking here, signed with RS256.
         * @description It names the learner as the certificate does, and their e-mail address as a salted hash.
         */
        get: operations["certificates_show_credential"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/courses/{course_id}/contents/{content_id}/attempts/{attempt_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One attempt of the caller.
         * @description An API key needs the scope courses:read.
         */
        get: operations["attempts_show"];
        /**
         * Keeps answers without submitting, so that no lost connection loses them.
         * @description An API key needs the scope courses:write.
         */
        put: operations["attempts_save_answers"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/courses/{course_id}/contents/{content_id}/attempts/{attempt_id}/submit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Ends the attempt with what was saved and these answers. Submitting again answers the same.
         * @description An API key needs the scope courses:write.
         */
        post: operations["attempts_submit"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /** ActivityPage */
        ActivityPage: {
            /** Per Page */
            per_page: number;
            /** Has Next */
            has_next: boolean;
            /** Next Cursor */
            next_cursor: string | null;
            /** Total Items */
            total_items: number;
            /** Total Pages */
            total_pages: number;
            /**
             * Current Page
             * @description Null in a walk by cursor.
             */
            current_page: number | null;
            /** Has Prev */
            has_prev: boolean;
            /** Activities */
            activities: components["schemas"]["Activity"][];
        };
        /** Activity */
        Activity: {
            /** Id */
            id: number;
            /**
             * Type
             * @enum {string}
             */
            type: "sign_up" | "sign_in" | "profile_changed" | "email_change_requested" | "email_changed" | "email_verified" | "password_reset_requested" | "password_reset" | "password_changed" | "second_factor_enabled" | "second_factor_disabled" | "second_factor_reset" | "second_factor_policy" | "recovery_code_used" | "recovery_codes_renewed" | "product_created" | "product_changed" | "product_deleted" | "product_viewed" | "category_created" | "category_changed" | "category_deleted" | "brand_created" | "brand_changed" | "brand_deleted" | "sale" | "import" | "export" | "analysis" | "course_created" | "course_changed" | "course_published" | "course_deleted" | "course_restored" | "course_enrolled" | "course_left" | "course_completed" | "quiz_submitted" | "progress_waived" | "learner_removed" | "learner_readmitted" | "quiz_allowed" | "certificate_reissued" | "certificate_revoked" | "api_key_created" | "api_key_changed" | "api_key_rotated" | "api_key_revoked" | "role_requested" | "role_request_withdrawn" | "role_granted" | "role_denied";
            /**
             * Subject Id
             * @description The id of what it was about: the type tells of what.
             */
            subject_id: number | null;
            /** Detail */
            detail: string;
            /**
             * Address
             * @description Where the call came from.
             */
            address: string;
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
        };
        /** Administration */
        Administration: {
            /**
             * Roles
             * @description The whole set.
             */
            roles?: ("buyer" | "seller" | "developer" | "admin")[];
            /**
             * Role
             * @description One more role.
             * @enum {string}
             */
            role?: "buyer" | "seller" | "developer" | "admin";
            /** Active */
            active?: boolean;
        };
        /** Analysis */
        Analysis: {
            columns: components["schemas"]["ColumnsTaken"];
            frequency: components["schemas"]["Frequency"];
            /** Rows */
            rows: number;
            /** Tier */
            tier: string;
            /** Horizon */
            horizon: number | null;
            /** Aggregate */
            aggregate: string | null;
            /** Fill */
            fill: string | null;
            /**
             * Notices
             * @description The first of what should be known of single rows.
             */
            notices: components["schemas"]["Noticed"][];
            /** Notice Counts */
            notice_counts: {
                [key: string]: number;
            };
            /** @description Of all series together, where they can be added. */
            totals: components["schemas"]["Whole"] | null;
            /** Series */
            series: components["schemas"]["Series"][];
            /** @description What is missing, where time or memory ran out. */
            degraded: components["schemas"]["AnalysisDegraded"] | null;
        };
        /** Ahead */
        AnalysisAhead: {
            /**
             * Date
             * @description The day or moment on which the period begins.
             */
            date: string;
            /**
             * Mean
             * @description What to expect.
             */
            mean: number | null;
            /**
             * Lo80
             * @description With hi80 the range of about 80 of 100 such cases.
             */
            lo80: number | null;
            /** Hi80 */
            hi80: number | null;
            /**
             * Lo95
             * @description With hi95 that of 95.
             */
            lo95: number | null;
            /** Hi95 */
            hi95: number | null;
        };
        /** Change */
        AnalysisChange: {
            /**
             * Value
             * @description A fraction: 0.1 is 10 % more.
             */
            value: number | null;
            /** Reason */
            reason: string | null;
        };
        /** ColumnsTaken */
        ColumnsTaken: {
            /** Date */
            date: string;
            /** Series */
            series: string[];
            /** Value */
            value: string[];
        };
        /** Degraded */
        AnalysisDegraded: {
            /**
             * Reason
             * @description deadline, cpu, memory, crashed, or tier: fast was taken for best.
             */
            reason: string;
            /** Stage */
            stage: string;
            /** Series Done */
            series_done: number;
            /** Series Total */
            series_total: number | null;
        };
        /** Frequency */
        Frequency: {
            /**
             * Unit
             * @description step: one below a day, of so many `seconds`.
             */
            unit: string;
            /** Seconds */
            seconds: number | null;
        };
        /** Growth */
        Growth: {
            /** @description The last period against the one before. */
            period: components["schemas"]["AnalysisChange"];
            /** @description Against the same a year before; of days, 28 against 28. */
            year: components["schemas"]["AnalysisChange"];
            /** @description The last year's mean against the first's, for each year between. */
            cagr: components["schemas"]["AnalysisChange"];
        };
        /** Noticed */
        Noticed: {
            /** Code */
            code: string;
            /**
             * Line
             * @description The line of the file, whose first is 1.
             */
            line: number | null;
            /** Column */
            column: string | null;
            /** Sample */
            sample: string | null;
            /** Msg */
            msg: string;
        };
        /** Outlier */
        Outlier: {
            /** Date */
            date: string;
            /** Value */
            value: number;
            /** Expected */
            expected: number;
            /**
             * Score
             * @description In robust standard deviations, 4 or more from what was expected.
             */
            score: number;
        };
        /** Past */
        Past: {
            /** Date */
            date: string;
            /** Value */
            value: number | null;
            /** Outlier */
            outlier: boolean;
        };
        /** Quality */
        Quality: {
            /** Rows */
            rows: number;
            /** Empty */
            empty: number;
            /**
             * Duplicates
             * @description Rows of periods that had one already.
             */
            duplicates: number;
            /**
             * Gaps
             * @description Periods without any row.
             */
            gaps: number;
            /**
             * Filled
             * @description How: zero, interpolated, or none where there are none.
             */
            filled: string;
            /**
             * Unknown
             * @description Periods whose cells tell nothing: estimated from their neighbours.
             */
            unknown: number;
            /** Outliers */
            outliers: components["schemas"]["Outlier"][];
            /**
             * Class
             * @description smooth, erratic, intermittent or lumpy.
             * @default null
             */
            class?: string | null;
        };
        /** Series */
        Series: {
            statistics: components["schemas"]["Statistics"];
            trend: components["schemas"]["Trend"];
            growth: components["schemas"]["Growth"];
            /** Forecast */
            forecast: components["schemas"]["AnalysisAhead"][] | null;
            /**
             * Chart
             * @description The last 120 periods, then the forecast.
             */
            chart: (components["schemas"]["Past"] | components["schemas"]["AnalysisAhead"])[];
            /**
             * Svg
             * @default null
             */
            svg?: string | null;
            /** Name */
            name: string;
            /** From */
            from: string;
            /** To */
            to: string;
            /** Periods */
            periods: number;
            quality: components["schemas"]["Quality"];
            /**
             * Forecast Reason
             * @description Why there are no ranges: too_short, constant, too_large.
             */
            forecast_reason: string | null;
            /**
             * Seasons
             * @description How many periods each season has that is surely there.
             */
            seasons: number[];
            /**
             * Method
             * @description smooth, intermittent, constant or short.
             */
            method: string | null;
        };
        /** Statistics */
        Statistics: {
            /** Count */
            count: number;
            /** Sum */
            sum: number | null;
            /** Mean */
            mean: number | null;
            /** Median */
            median: number | null;
            /**
             * Std
             * @description Standard deviation of a sample (n - 1).
             */
            std: number | null;
            /** Min */
            min: number | null;
            /** Max */
            max: number | null;
            /** Q1 */
            q1: number | null;
            /** Q3 */
            q3: number | null;
            /**
             * Cv
             * @description std by the mean: 0.2 varies little, 1 a lot.
             */
            cv: number | null;
            /** Skewness */
            skewness: number | null;
            /** Zeros */
            zeros: number;
            /** Last */
            last: number | null;
        };
        /** Trend */
        Trend: {
            /**
             * Direction
             * @description rising or falling where p_adjusted is below 0.05.
             * @enum {string}
             */
            direction: "rising" | "falling" | "none";
            /**
             * Slope
             * @description Change a period (Theil and Sen), with its 95 % interval.
             */
            slope: number | null;
            /** Slope Lo95 */
            slope_lo95: number | null;
            /** Slope Hi95 */
            slope_hi95: number | null;
            /** Tau */
            tau: number | null;
            /**
             * P Value
             * @description Of the test of Mann and Kendall.
             */
            p_value: number | null;
            /**
             * P Adjusted
             * @description The same among all series of the file (Holm).
             */
            p_adjusted: number | null;
            /**
             * Trend Strength
             * @description The share of the variance that the trend explains; below, the season.
             */
            trend_strength: number | null;
            /** Season Strength */
            season_strength: number | null;
            /** Reason */
            reason: string | null;
        };
        /** Whole */
        Whole: {
            statistics: components["schemas"]["Statistics"];
            trend: components["schemas"]["Trend"];
            growth: components["schemas"]["Growth"];
            /** Forecast */
            forecast: components["schemas"]["AnalysisAhead"][] | null;
            /**
             * Chart
             * @description The last 120 periods, then the forecast.
             */
            chart: (components["schemas"]["Past"] | components["schemas"]["AnalysisAhead"])[];
            /**
             * Svg
             * @default null
             */
            svg?: string | null;
        };
        /** AnalyzeForm */
        AnalyzeForm: {
            /**
             * File
             * Format: binary
             * @description CSV or JSON: a row for each date, a column of dates, one of numbers; at most 64 MB.
             */
            file: Blob;
        };
        /**
         * Answers
         * @description Answers to questions of the attempt; of two to the same question the later counts.
         */
        Answers: {
            /**
             * Answers
             * @default []
             */
            answers?: components["schemas"]["Answer"][];
        };
        /**
         * Answer
         * @description An answer to one question: the `options` chosen, or the `text` of a short answer.
         */
        Answer: {
            /** Question Id */
            question_id: number;
            /**
             * Options
             * @default null
             */
            options?: number[] | null;
            /**
             * Text
             * @default null
             */
            text?: string | null;
        };
        /** ApiKey */
        ApiKey: {
            /** Id */
            id: number;
            /** User Id */
            user_id: number;
            /** Name */
            name: string;
            /**
             * Prefix
             * @description How the key begins, by which it can be told from others.
             */
            prefix: string;
            /** Scopes */
            scopes: ("analytics:read" | "courses:read" | "courses:write" | "imports:read" | "imports:write" | "products:read" | "products:write" | "transactions:read" | "transactions:write" | "users:read")[];
            /** Quota */
            quota: number | null;
            /**
             * State
             * @description overlapping: rotated, and good until `overlap_ends_at`.
             * @enum {string}
             */
            state: "active" | "overlapping" | "rotated" | "expired" | "revoked";
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /**
             * Expires At
             * Format: date-time
             */
            expires_at: string;
            /**
             * Last Used At
             * @description Up to a minute late.
             */
            last_used_at: string | null;
            /** Last Used From */
            last_used_from: string | null;
            /**
             * Rotated To
             * @description The key that has taken its place.
             */
            rotated_to: number | null;
            /** Overlap Ends At */
            overlap_ends_at: string | null;
            /** Revoked At */
            revoked_at: string | null;
            /** Reason */
            reason: ("revoked" | "leaked" | "deactivated" | "role_lost") | null;
        };
        /** ApiKeyChange */
        ApiKeyChange: {
            /** Name */
            name?: string;
            /**
             * Quota
             * @description Calls an hour, for others than admins up to what any key has.
             */
            quota?: number | null;
        };
        /** ApiKeyIn */
        ApiKeyIn: {
            /**
             * Current Password
             * Format: password
             * @description Asked for by a 403 `reauthentication_required` where the last sign-in, or the last call with it, is more than 10 minutes ago.
             * @default null
             */
            current_password?: string | null;
            /**
             * Name
             * @default API key
             */
            name?: string;
            /**
             * Scopes
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
            /**
             * Expires In Days
             * @default 90
             */
            expires_in_days?: number;
            /**
             * Quota
             * @description Calls an hour, for others than admins up to what any key has.
             * @default null
             */
            quota?: number | null;
        };
        /** ApiKeyPage */
        ApiKeyPage: {
            /** Per Page */
            per_page: number;
            /** Has Next */
            has_next: boolean;
            /** Next Cursor */
            next_cursor: string | null;
            /** Total Items */
            total_items: number;
            /** Total Pages */
            total_pages: number;
            /**
             * Current Page
             * @description Null in a walk by cursor.
             */
            current_page: number | null;
            /** Has Prev */
            has_prev: boolean;
            /** Api Keys */
            api_keys: components["schemas"]["ApiKey"][];
        };
        /** Asking */
        Asking: {
            /**
             * Role
             * @enum {string}
             */
            role: "seller" | "developer";
            /**
             * Note
             * @description Why, for the admins.
             * @default
             */
            note?: string;
        };
        /**
         * Attempt
         * @description An attempt with its questions.
         */
        Attempt: {
            /** Id */
            id: number;
            /** Number */
            number: number;
            /** Score */
            score: number | null;
            /** Passed */
            passed: boolean | null;
            /**
             * Started At
             * Format: date-time
             */
            started_at: string;
            /** Expires At */
            expires_at: string | null;
            /** Submitted At */
            submitted_at: string | null;
            /** Course Id */
            course_id: number;
            /** Content Id */
            content_id: number;
            /** Mastery Score */
            mastery_score: number | null;
            /**
             * Attempts Left
             * @description Null: any number.
             */
            attempts_left: number | null;
            /** Questions */
            questions: components["schemas"]["Asked"][];
        };
        /**
         * Asked
         * @description A question in the order of this attempt. What was right is told once it is submitted, and the answers to it
         *     after an attempt that passed or after the last, where the author allows it.
         */
        Asked: {
            /** Id */
            id: number;
            /**
             * Kind
             * @enum {string}
             */
            kind: "single" | "multiple" | "short";
            /** Text */
            text: string;
            /** Points */
            points: number;
            /** Options */
            options: components["schemas"]["Choice"][];
            answer: components["schemas"]["Given"] | null;
            /**
             * Right
             * @default null
             */
            right?: boolean | null;
            /**
             * Correct Options
             * @default null
             */
            correct_options?: number[] | null;
            /**
             * Accepted
             * @default null
             */
            accepted?: string[] | null;
            /**
             * Explanation
             * @default null
             */
            explanation?: string | null;
        };
        /**
         * Choice
         * @description An option; whether it is right is not told with it.
         */
        Choice: {
            /** Id */
            id: number;
            /** Text */
            text: string;
        };
        /**
         * Given
         * @description What was answered.
         */
        Given: {
            /**
             * Options
             * @default null
             */
            options?: number[] | null;
            /**
             * Text
             * @default null
             */
            text?: string | null;
        };
        /**
         * Attempts
         * @description A learner's attempts at one quiz, newest first.
         */
        Attempts: {
            /** Attempts */
            attempts: components["schemas"]["AttemptHead"][];
        };
        /**
         * AttemptHead
         * @description One attempt of a learner; the score is in percent.
         */
        AttemptHead: {
            /** Id */
            id: number;
            /** Number */
            number: number;
            /** Score */
            score: number | null;
            /** Passed */
            passed: boolean | null;
            /**
             * Started At
             * Format: date-time
             */
            started_at: string;
            /** Expires At */
            expires_at: string | null;
            /** Submitted At */
            submitted_at: string | null;
        };
        /** AuditPage */
        AuditPage: {
            /** Per Page */
            per_page: number;
            /** Has Next */
            has_next: boolean;
            /** Next Cursor */
            next_cursor: string | null;
            /** Total Items */
            total_items: number;
            /** Total Pages */
            total_pages: number;
            /**
             * Current Page
             * @description Null in a walk by cursor.
             */
            current_page: number | null;
            /** Has Prev */
            has_prev: boolean;
            /** Entries */
            entries: components["schemas"]["Entry"][];
        };
        /** Changed */
        Changed: {
            /** Column */
            column: string;
            /**
             * Old
             * @description Null where the row is new, too. Secrets are told as [redacted].
             */
            old: unknown;
            /** New */
            new: unknown;
        };
        /** Entry */
        Entry: {
            /** Id */
            id: number;
            /**
             * At
             * Format: date-time
             */
            at: string;
            /**
             * User Id
             * @description Who acted; null is a visitor, or the service itself.
             */
            user_id: number | null;
            /** User Name */
            user_name: string | null;
            /**
             * Key Id
             * @description The API key that a program called with.
             */
            key_id: number | null;
            /** Address */
            address: string;
            /** Request Id */
            request_id: string;
            /**
             * Operation
             * @enum {string}
             */
            operation: "INSERT" | "UPDATE" | "DELETE" | "DENIED";
            /** Table */
            table: string;
            /**
             * Row Id
             * @description The values of the row's key with colons between.
             */
            row_id: string;
            /**
             * Route
             * @description What was denied: the method and the route.
             */
            route: string;
            /** Changes */
            changes: components["schemas"]["Changed"][];
            /**
             * Seal
             * @description Its number in the chain, within about a minute.
             */
            seal: number | null;
        };
        /** Avatar */
        Avatar: {
            /** Avatar Url */
            avatar_url: string;
            urls: components["schemas"]["Urls"];
        };
        /**
         * Urls
         * @description The same picture in three sizes, as WebP.
         */
        Urls: {
            /**
             * Small
             * @description At most 160 pixels wide and high.
             */
            small: string;
            /**
             * Medium
             * @description At most 480.
             */
            medium: string;
            /**
             * Large
             * @description At most 1200.
             */
            large: string;
        };
        /** AvatarForm */
        AvatarForm: {
            /**
             * Avatar
             * Format: binary
             * @description A JPEG, PNG, WebP or GIF of at most 10 MB.
             */
            avatar: Blob;
        };
        /** Basket */
        Basket: {
            /** Items */
            items: components["schemas"]["Item"][];
            /**
             * Expected Total
             * @description The total that the buyer has agreed to; a sale that would cost another is a 409 `total_changed` with the new `quote`, and sells nothing.
             */
            expected_total?: number;
        };
        /** Item */
        Item: {
            /** Product Id */
            product_id: number;
            /**
             * Qty
             * @description Whole units; the price is the catalogue's.
             */
            qty: number;
        };
        /** Beginning */
        Beginning: {
            /**
             * Current Password
             * Format: password
             */
            current_password: string;
        };
        /** Begun */
        Begun: {
            /**
             * Secret
             * @description For who types it into their authenticator app, base32.
             */
            secret: string;
            /**
             * Address
             * @description The same as an `otpauth:` address, which apps open.
             */
            address: string;
            /**
             * Qr
             * @description The address as a QR code: a `data:` address of an SVG.
             */
            qr: string;
        };
        /**
         * BothFactors
         * @description The password and a code.
         */
        BothFactors: {
            /**
             * Current Password
             * Format: password
             */
            current_password: string;
            /**
             * Code
             * @default null
             */
            code?: string | null;
            /**
             * Recovery Code
             * @default null
             */
            recovery_code?: string | null;
        } & ({
            code: string;
        } | {
            recovery_code: string;
        });
        /** Brand */
        Brand: {
            /** Id */
            id: number;
            /** Name */
            name: string;
            /** Owner Id */
            owner_id: number | null;
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /**
             * Updated At
             * Format: date-time
             */
            updated_at: string;
        };
        /** BrandChange */
        BrandChange: {
            /** Name */
            name?: string;
            /**
             * Owner Id
             * @description The only seller who may use it; null: everybody may.
             */
            owner_id?: number | null;
        };
        /** BrandIn */
        BrandIn: {
            /** Name */
            name: string;
            /**
             * Owner Id
             * @description The only seller who may use it; null: everybody may.
             * @default null
             */
            owner_id?: number | null;
        };
        /** Brands */
        Brands: {
            /** Per Page */
            per_page: number;
            /** Has Next */
            has_next: boolean;
            /** Next Cursor */
            next_cursor: string | null;
            /** Brands */
            brands: components["schemas"]["Brand"][];
        };
        /** Categories */
        Categories: {
            /** Categories */
            categories: components["schemas"]["Category"][];
        };
        /** Category */
        Category: {
            /** Id */
            id: number;
            /** Parent Id */
            parent_id: number | null;
            /** Name */
            name: string;
            /** Children */
            children: components["schemas"]["Category"][];
        };
        /** CategoryChange */
        CategoryChange: {
            /** Name */
            name?: string;
            /** Parent Id */
            parent_id?: number | null;
        };
        /** CategoryIn */
        CategoryIn: {
            /** Name */
            name: string;
            /**
             * Parent Id
             * @default null
             */
            parent_id?: number | null;
        };
        /** CategoryWithPath */
        CategoryWithPath: {
            /** Id */
            id: number;
            /** Parent Id */
            parent_id: number | null;
            /** Name */
            name: string;
            /** Children */
            children: components["schemas"]["Category"][];
            /**
             * Path
             * @description Names from the top of the tree down to this one.
             */
            path: string[];
        };
        /** Certificate */
        Certificate: {
            /** Code */
            code: string;
            /** Valid */
            valid: boolean;
            /** Learner Name */
            learner_name: string;
            /** Course Id */
            course_id: number;
            /** Course Title */
            course_title: string;
            /** Language */
            language: string;
            /**
             * Issued At
             * Format: date-time
             */
            issued_at: string;
            /** Revoked At */
            revoked_at: string | null;
            /**
             * Reason
             * @description Why it was revoked, for its holder, its course's owner and admins.
             */
            reason: string | null;
            /**
             * Url
             * @description The page on which anybody can check it.
             */
            url: string;
        };
        /** Certificates */
        Certificates: {
            /** Per Page */
            per_page: number;
            /** Has Next */
            has_next: boolean;
            /** Next Cursor */
            next_cursor: string | null;
            /** Certificates */
            certificates: components["schemas"]["Certificate"][];
        };
        /** Changes */
        Changes: {
            /** Changes */
            changes: components["schemas"]["ChangesChange"][];
            /** Next Since */
            next_since: string;
            /** Has More */
            has_more: boolean;
        };
        /** Change */
        ChangesChange: {
            /**
             * Type
             * @enum {string}
             */
            type: "product" | "category" | "brand";
            /** Id */
            id: number;
            /**
             * Deleted
             * @description True: throw your copy away, there is nothing else to tell.
             */
            deleted: boolean;
            /** @default null */
            product?: components["schemas"]["ListedProduct"] | null;
            /** @default null */
            category?: components["schemas"]["CopiedCategory"] | null;
            /** @default null */
            brand?: components["schemas"]["CopiedBrand"] | null;
        };
        /** CopiedBrand */
        CopiedBrand: {
            /** Name */
            name: string;
            /** Owner Id */
            owner_id: number | null;
        };
        /** CopiedCategory */
        CopiedCategory: {
            /** Parent Id */
            parent_id: number | null;
            /** Name */
            name: string;
        };
        /** Image */
        Image: {
            /** Id */
            id: number;
            /**
             * Url
             * @description The medium size.
             */
            url: string;
            urls: components["schemas"]["Urls"];
            /**
             * Width
             * @description Of the large size.
             */
            width: number;
            /** Height */
            height: number;
            /**
             * Position
             * @description Its place, from 1.
             */
            position: number;
        };
        /** ListedProduct */
        ListedProduct: {
            /**
             * Image Url
             * @description Of the first image, in the medium size.
             */
            image_url: string | null;
            /** Images */
            images: components["schemas"]["Image"][];
            /** Seller Id */
            seller_id: number;
            /** Category Id */
            category_id: number | null;
            /** Brand Id */
            brand_id: number | null;
            /** Sku */
            sku: string | null;
            /** Barcodes */
            barcodes: string[];
            /** Name */
            name: string;
            /** Description */
            description: string;
            /** Unit */
            unit: string;
            /** Price */
            price: number;
            /** Stock */
            stock: number;
            /** Stocked */
            stocked: boolean;
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /**
             * Updated At
             * Format: date-time
             */
            updated_at: string;
        };
        /** CohortsOfCourse */
        CohortsOfCourse: {
            /** Course Id */
            course_id: number;
            /** Title */
            title: string;
            /**
             * Hidden
             * @description The course has too few learners to tell you of.
             */
            hidden: boolean;
            /**
             * As Of
             * Format: date-time
             * @description When the figures were taken.
             */
            as_of: string;
            /**
             * Definitions
             * @description What each figure means, by Accept-Language.
             */
            definitions: {
                [key: string]: string;
            };
            /** Cohorts */
            cohorts: components["schemas"]["Cohort"][];
        };
        /** Cohort */
        Cohort: {
            /** Month */
            month: string;
            /**
             * Size
             * @description Null where it would tell of 1 to 4 people whom you may not see.
             */
            size: number | null;
            /**
             * Completed 7 Days
             * @description Null where it would tell of 1 to 4 people whom you may not see.
             */
            completed_7_days: number | null;
            /**
             * Completed 30 Days
             * @description Null where it would tell of 1 to 4 people whom you may not see.
             */
            completed_30_days: number | null;
            /**
             * Completed 90 Days
             * @description Null where it would tell of 1 to 4 people whom you may not see.
             */
            completed_90_days: number | null;
            /** Retention */
            retention: (number | null)[];
        };
        /** Confirmation */
        Confirmation: {
            /**
             * Code
             * @description Six digits of the authenticator app; each counts once.
             */
            code: string;
        };
        /** Confirmed */
        Confirmed: {
            /** Email */
            email: string;
        };
        /** ContentChange */
        ContentChange: {
            /** Section Id */
            section_id?: number;
            /** Title */
            title?: string;
            /**
             * Position
             * @description Its place, from 1; beyond the last is the last.
             */
            position?: number;
            /**
             * Body
             * @description A text's Markdown, a video's address, what is said of a file.
             */
            body?: string;
            quiz?: components["schemas"]["Quiz"];
            /**
             * Required
             * @description Whether the course is incomplete without it.
             */
            required?: boolean;
            /**
             * Move On
             * @enum {string}
             */
            move_on?: "Passed" | "Completed" | "CompletedAndPassed" | "CompletedOrPassed" | "NotApplicable";
            /**
             * Mastery Score
             * @description The score in percent that passes a quiz.
             */
            mastery_score?: number | null;
            /**
             * Minutes
             * @description How long it takes.
             */
            minutes?: number | null;
            /**
             * Prerequisites
             * @description The contents to do before this one opens.
             */
            prerequisites?: number[];
        };
        /**
         * Option
         * @description One of the answers to choose from; an id that is left out is given.
         */
        Option: {
            /**
             * Id
             * @default null
             */
            id?: number | null;
            /** Text */
            text: string;
            /**
             * Correct
             * @default false
             */
            correct?: boolean;
        };
        /**
         * Question
         * @description One question: `options` of a single or multiple choice, `accepted` of a short answer.
         *
         *     Of a single choice one option is correct; a draft may leave open which.
         */
        Question: {
            /**
             * Id
             * @default null
             */
            id?: number | null;
            /**
             * Kind
             * @enum {string}
             */
            kind: "single" | "multiple" | "short";
            /** Text */
            text: string;
            /**
             * Points
             * @default 1
             */
            points?: number;
            /**
             * Options
             * @default []
             */
            options?: components["schemas"]["Option"][];
            /**
             * Accepted
             * @default []
             */
            accepted?: string[];
            /**
             * Explanation
             * @default
             */
            explanation?: string;
        };
        /**
         * Quiz
         * @description A quiz. Whether it can be passed is asked when its course is published.
         */
        Quiz: {
            /**
             * Questions
             * @default []
             */
            questions?: components["schemas"]["Question"][];
            /**
             * Draw
             * @description How many an attempt shows; null: all.
             * @default null
             */
            draw?: number | null;
            /**
             * Shuffle
             * @default true
             */
            shuffle?: boolean;
            /**
             * Attempts
             * @description How many there may be; null: any number.
             * @default null
             */
            attempts?: number | null;
            /**
             * Minutes
             * @description How long one lasts; null: any time.
             * @default null
             */
            minutes?: number | null;
            /**
             * Show Answers
             * @description After an attempt that passes, or after the last.
             * @default true
             */
            show_answers?: boolean;
        };
        /** ContentIn */
        ContentIn: {
            /** Section Id */
            section_id: number;
            /**
             * Kind
             * @enum {string}
             */
            kind: "text" | "video" | "file" | "quiz";
            /** Title */
            title: string;
            /**
             * Position
             * @default null
             */
            position?: number | null;
            /**
             * Body
             * @description A text's Markdown, a video's address, what is said of a file.
             * @default
             */
            body?: string;
            /** @default null */
            quiz?: components["schemas"]["Quiz"] | null;
            /**
             * Required
             * @description Whether the course is incomplete without it.
             * @default true
             */
            required?: boolean;
            /**
             * Move On
             * @description When it is done, in the words of cmi5; null: Passed of a quiz, else Completed.
             * @default null
             */
            move_on?: ("Passed" | "Completed" | "CompletedAndPassed" | "CompletedOrPassed" | "NotApplicable") | null;
            /**
             * Mastery Score
             * @description The score in percent that passes a quiz.
             * @default null
             */
            mastery_score?: number | null;
            /**
             * Minutes
             * @description How long it takes.
             * @default null
             */
            minutes?: number | null;
            /**
             * Prerequisites
             * @description The contents to do before this one opens.
             * @default []
             */
            prerequisites?: number[];
        };
        /** CourseChange */
        CourseChange: {
            /** Title */
            title?: string;
            /** Summary */
            summary?: string;
            /**
             * Description
             * @description Markdown.
             */
            description?: string;
            /**
             * Language
             * @enum {string}
             */
            language?: "id" | "en";
            /**
             * Sequential
             * @description Whether a content opens only when those before it are done.
             */
            sequential?: boolean;
            /**
             * Product Id
             * @description Who buys this product is in the course by that, and it needs no stock; null: everybody may enrol.
             */
            product_id?: number | null;
            /**
             * Listed
             * @description False: takes no new learners; those who are in go on.
             */
            listed?: boolean;
            /**
             * Prerequisites
             * @description Courses to complete before one may enrol.
             */
            prerequisites?: number[];
            /**
             * Owner Id
             * @description Who writes it, besides admins; an admin names them.
             */
            owner_id?: number;
        };
        /** CourseDraft */
        CourseDraft: {
            /** Id */
            id: number;
            /** Owner Id */
            owner_id: number;
            /** Title */
            title: string;
            /** Summary */
            summary: string;
            /** Description */
            description: string;
            /** Language */
            language: string;
            /** Sequential */
            sequential: boolean;
            /** Product Id */
            product_id: number | null;
            /** Listed */
            listed: boolean;
            /** Prerequisites */
            prerequisites: number[];
            /**
             * Version
             * @description The number of the published version, null before the first.
             */
            version: number | null;
            /** Published At */
            published_at: string | null;
            /** Sections */
            sections: components["schemas"]["DraftedSection"][];
            /**
             * Removed
             * @description Taken out of the draft; a section_id brings it back.
             */
            removed: components["schemas"]["DraftedContent"][];
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /**
             * Updated At
             * Format: date-time
             */
            updated_at: string;
        };
        /** DraftedContent */
        DraftedContent: {
            /** Id */
            id: number;
            /**
             * Section Id
             * @description Null: taken out of the draft.
             */
            section_id: number | null;
            /** Position */
            position: number;
            /**
             * Kind
             * @enum {string}
             */
            kind: "text" | "video" | "file" | "quiz";
            /** Title */
            title: string;
            /** Required */
            required: boolean;
            /**
             * Move On
             * @enum {string}
             */
            move_on: "Passed" | "Completed" | "CompletedAndPassed" | "CompletedOrPassed" | "NotApplicable";
            /** Mastery Score */
            mastery_score: number | null;
            /** Minutes */
            minutes: number | null;
            /** Prerequisites */
            prerequisites: number[];
            file: components["schemas"]["File"] | null;
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /**
             * Updated At
             * Format: date-time
             */
            updated_at: string;
        };
        /** DraftedSection */
        DraftedSection: {
            /** Id */
            id: number;
            /** Position */
            position: number;
            /** Title */
            title: string;
            /** Contents */
            contents: components["schemas"]["DraftedContent"][];
        };
        /** File */
        File: {
            /** Name */
            name: string;
            /**
             * Size
             * @description In bytes.
             */
            size: number;
        };
        /** CourseIn */
        CourseIn: {
            /** Title */
            title: string;
            /**
             * Summary
             * @default
             */
            summary?: string;
            /**
             * Description
             * @description Markdown.
             * @default
             */
            description?: string;
            /**
             * Language
             * @default id
             * @enum {string}
             */
            language?: "id" | "en";
            /**
             * Sequential
             * @description Whether a content opens only when those before it are done.
             * @default false
             */
            sequential?: boolean;
            /**
             * Product Id
             * @description Who buys this product is in the course by that, and it needs no stock; null: everybody may enrol.
             * @default null
             */
            product_id?: number | null;
            /**
             * Listed
             * @description False: takes no new learners; those who are in go on.
             * @default true
             */
            listed?: boolean;
            /**
             * Prerequisites
             * @description Courses to complete before one may enrol.
             * @default []
             */
            prerequisites?: number[];
            /**
             * Owner Id
             * @description Who writes it, besides admins; null: the caller.
             * @default null
             */
            owner_id?: number | null;
        };
        /** CourseProgress */
        CourseProgress: {
            /** Course Id */
            course_id: number;
            /** Title */
            title: string;
            /** Version */
            version: number;
            /**
             * Enrolled At
             * Format: date-time
             */
            enrolled_at: string;
            /** Started At */
            started_at: string | null;
            /** Active At */
            active_at: string | null;
            /**
             * Percent
             * @description Of the required contents of this version; 100 for good once completed.
             */
            percent: number;
            /** Completed */
            completed: boolean;
            /** Completed At */
            completed_at: string | null;
            certificate: components["schemas"]["Issued"] | null;
            /** Seconds */
            seconds: number;
            /** @description Where to go on; null once completed. */
            resume: components["schemas"]["Resume"] | null;
            /**
             * Left
             * @description The required contents of this version that are not satisfied yet.
             */
            left: number[];
            /**
             * New Contents
             * @description How many of these came after the learner had completed.
             */
            new_contents: number;
            /** Contents */
            contents: components["schemas"]["ContentProgress"][];
        };
        /** ContentProgress */
        ContentProgress: {
            /** Content Id */
            content_id: number;
            /** Title */
            title: string;
            /**
             * Kind
             * @enum {string}
             */
            kind: "text" | "video" | "file" | "quiz";
            /** Section */
            section: number;
            /**
             * State
             * @description What was begun stays open, and what was satisfied stays so, in later versions, too.
             * @enum {string}
             */
            state: "locked" | "open" | "started" | "satisfied";
            /**
             * Rule
             * @description When it is done, in words, by Accept-Language.
             */
            rule: string;
            /** Required */
            required: boolean;
            /**
             * Move On
             * @enum {string}
             */
            move_on: "Passed" | "Completed" | "CompletedAndPassed" | "CompletedOrPassed" | "NotApplicable";
            /** Percent */
            percent: number;
            /** Position */
            position: number | null;
            /** Seconds */
            seconds: number;
            /** Score */
            score: number | null;
            /** Completed At */
            completed_at: string | null;
            /** Passed At */
            passed_at: string | null;
            /** Waived At */
            waived_at: string | null;
            /** Satisfied At */
            satisfied_at: string | null;
        };
        /** Issued */
        Issued: {
            /** Code */
            code: string;
            /** Url */
            url: string;
            /**
             * Issued At
             * Format: date-time
             */
            issued_at: string;
            /**
             * Valid
             * @description False once it was revoked.
             */
            valid: boolean;
            /** Revoked At */
            revoked_at: string | null;
        };
        /** Resume */
        Resume: {
            /** Content Id */
            content_id: number;
            /** Position */
            position: number | null;
        };
        /** Courses */
        Courses: {
            /** Per Page */
            per_page: number;
            /** Has Next */
            has_next: boolean;
            /** Next Cursor */
            next_cursor: string | null;
            /** Total Items */
            total_items: number;
            /** Total Pages */
            total_pages: number;
            /**
             * Current Page
             * @description Null in a walk by cursor.
             */
            current_page: number | null;
            /** Has Prev */
            has_prev: boolean;
            /** Courses */
            courses: components["schemas"]["Course"][];
        };
        /** Course */
        Course: {
            /** Id */
            id: number;
            /** Title */
            title: string;
            /** Summary */
            summary: string;
            /** Language */
            language: string;
            /** Sequential */
            sequential: boolean;
            owner: components["schemas"]["Named"];
            /**
             * Open
             * @description Whether it takes new learners.
             */
            open: boolean;
            /**
             * Version
             * @description The number of the published version, null before the first.
             */
            version: number | null;
            /** Published At */
            published_at: string | null;
            /** Sections */
            sections: number;
            /** Contents */
            contents: number;
            /**
             * Minutes
             * @description How long the contents take together, as far as they say.
             */
            minutes: number;
            /** @description What has to be bought to enrol. */
            product: components["schemas"]["Sold"] | null;
            /**
             * Enrolled
             * @description Whether the caller is in it.
             */
            enrolled: boolean;
            /**
             * Percent
             * @description How far the caller is.
             */
            percent: number | null;
            /** Completed At */
            completed_at: string | null;
        };
        /** Named */
        Named: {
            /** Id */
            id: number;
            /** Name */
            name: string;
        };
        /** Sold */
        Sold: {
            /** Id */
            id: number;
            /** Name */
            name: string;
            /** Price */
            price: number;
        };
        /** Decision */
        Decision: {
            /**
             * State
             * @enum {string}
             */
            state: "granted" | "denied";
            /**
             * Note
             * @description Why, for the person.
             * @default
             */
            note?: string;
        };
        /** EmailConfirmation */
        EmailConfirmation: {
            /**
             * Token
             * @description What stands behind `token=` in the link.
             */
            token: string;
        };
        /** EndOfSessions */
        EndOfSessions: {
            /**
             * Current Password
             * Format: password
             * @description Asked for by a 403 `reauthentication_required` where the last sign-in, or the last call with it, is more than 10 minutes ago.
             * @default null
             */
            current_password?: string | null;
            /**
             * Current
             * @description Whether the session that this is called from ends, too.
             * @default false
             */
            current?: boolean;
        };
        /** Ended */
        Ended: {
            /** Msg */
            msg: string;
            /**
             * Ended
             * @description How many sessions have ended.
             */
            ended: number;
        };
        /** EngagementOfCourses */
        EngagementOfCourses: {
            /** Per Page */
            per_page: number;
            /** Has Next */
            has_next: boolean;
            /** Next Cursor */
            next_cursor: string | null;
            /**
             * As Of
             * Format: date-time
             * @description When the figures were taken.
             */
            as_of: string;
            /**
             * Definitions
             * @description What each figure means, by Accept-Language.
             */
            definitions: {
                [key: string]: string;
            };
            /** Courses */
            courses: components["schemas"]["Engagement"][];
        };
        /** ContentEngagement */
        ContentEngagement: {
            /** Content Id */
            content_id: number;
            /** Place */
            place: number;
            /** Title */
            title: string;
            /**
             * Started
             * @description Null where it would tell of 1 to 4 people whom you may not see.
             */
            started: number | null;
            /**
             * Satisfied
             * @description Null where it would tell of 1 to 4 people whom you may not see.
             */
            satisfied: number | null;
            /** Drop Off */
            drop_off: number | null;
            /** Mean Seconds */
            mean_seconds: number | null;
        };
        /** Day */
        Day: {
            /**
             * Day
             * Format: date
             */
            day: string;
            /** Active */
            active: number;
        };
        /** Engagement */
        Engagement: {
            /** Course Id */
            course_id: number;
            /** Title */
            title: string;
            /**
             * Hidden
             * @description The course has too few learners to tell you of.
             */
            hidden: boolean;
            /**
             * Learners
             * @description Null where it would tell of 1 to 4 people whom you may not see.
             */
            learners: number | null;
            /**
             * Active 7 Days
             * @description Null where it would tell of 1 to 4 people whom you may not see.
             */
            active_7_days: number | null;
            /**
             * Active 30 Days
             * @description Null where it would tell of 1 to 4 people whom you may not see.
             */
            active_30_days: number | null;
            /** Mean Seconds */
            mean_seconds: number | null;
            /**
             * Median Seconds
             * @description Of a single course.
             * @default null
             */
            median_seconds?: number | null;
            /**
             * Days
             * @description Of a single course, the last 30.
             * @default null
             */
            days?: components["schemas"]["Day"][] | null;
            /**
             * Contents
             * @description Of a single course.
             * @default null
             */
            contents?: components["schemas"]["ContentEngagement"][] | null;
        };
        /** FailedRowPage */
        FailedRowPage: {
            /** Rows */
            rows: components["schemas"]["FailedRow"][];
            /** Per Page */
            per_page: number;
            /** Has Next */
            has_next: boolean;
            /** Next Cursor */
            next_cursor: string | null;
        };
        /** FailedRow */
        FailedRow: {
            /**
             * Line
             * @description Where the row begins; the first line of the file is 1.
             */
            line: number;
            /** Cells */
            cells: string[];
            /** Faults */
            faults: components["schemas"]["RowFault"][];
        };
        /** RowFault */
        RowFault: {
            /** Field */
            field: string;
            /** Code */
            code: string;
            /**
             * Column
             * @description The file's own name of the column.
             */
            column: string;
            /** Msg */
            msg: string;
        };
        /** FileForm */
        FileForm: {
            /**
             * File
             * Format: binary
             * @description Any file of at most 25 MB.
             */
            file: Blob;
        };
        /** Forecasts */
        Forecasts: {
            /** Per Page */
            per_page: number;
            /** Has Next */
            has_next: boolean;
            /** Next Cursor */
            next_cursor: string | null;
            /**
             * As Of
             * Format: date-time
             * @description When the figures were taken.
             */
            as_of: string;
            /**
             * Definitions
             * @description What each figure means, by Accept-Language.
             */
            definitions: {
                [key: string]: string;
            };
            /** Horizon */
            horizon: number;
            /** Lead Time Days */
            lead_time_days: number;
            /** Review Days */
            review_days: number;
            /** Service Level */
            service_level: number;
            /** Products */
            products: components["schemas"]["ProductForecast"][];
            totals: components["schemas"]["ForecastTotals"];
            /** @description What is missing, where time or memory ran out. */
            degraded: components["schemas"]["ForecastsDegraded"] | null;
        };
        /** Ahead */
        ForecastsAhead: {
            /**
             * Date
             * Format: date
             */
            date: string;
            /** Mean */
            mean: number;
            /** Lo80 */
            lo80: number | null;
            /** Hi80 */
            hi80: number | null;
            /** Lo95 */
            lo95: number | null;
            /** Hi95 */
            hi95: number | null;
        };
        /** Degraded */
        ForecastsDegraded: {
            /** Reason */
            reason: string;
            /** Stage */
            stage: string;
            /** Series Done */
            series_done: number;
            /** Series Total */
            series_total: number | null;
        };
        /** ForecastTotals */
        ForecastTotals: {
            /**
             * Order Cost
             * @description Whole rupiah.
             */
            order_cost: number;
            /** Forecast */
            forecast: components["schemas"]["ForecastsAhead"][] | null;
        };
        /** ProductForecast */
        ProductForecast: {
            /** Product Id */
            product_id: number;
            /** Sku */
            sku: string | null;
            /** Name */
            name: string;
            /** Unit */
            unit: string;
            /** Stock */
            stock: number;
            /**
             * Urgency
             * @description Null where nothing can be told.
             */
            urgency: ("out" | "now" | "soon" | "enough" | "none") | null;
            /**
             * Advice
             * @description The same in words, by Accept-Language.
             */
            advice: string;
            /** Cover Days */
            cover_days: number | null;
            /** Runs Out On */
            runs_out_on: string | null;
            /** Cover Days At Worst */
            cover_days_at_worst: number | null;
            /** Runs Out On At Worst */
            runs_out_on_at_worst: string | null;
            /** Reorder Point */
            reorder_point: number | null;
            /** Order Up To */
            order_up_to: number | null;
            /** Quantity */
            quantity: number | null;
            /** Order Cost */
            order_cost: number | null;
            /** Days Without Stock */
            days_without_stock: number;
            /** Forecast */
            forecast: components["schemas"]["ForecastsAhead"][] | null;
            /** Forecast Reason */
            forecast_reason: string | null;
            /** Seasons */
            seasons: number[];
        };
        /** Forgotten */
        Forgotten: {
            /**
             * Email
             * Format: email
             */
            email: string;
        };
        /** Head */
        Head: {
            /**
             * Number
             * @description How many entries are sealed.
             */
            number: number;
            /**
             * Link
             * @description SHA-256 over all of them. Kept elsewhere, it shows that none of them was changed since.
             */
            link: string;
            /** Sealed At */
            sealed_at: string | null;
        };
        /** Health */
        Health: {
            /**
             * Status
             * @constant
             */
            status: "ok";
        };
        /** Images */
        Images: {
            /** Images */
            images: components["schemas"]["Image"][];
        };
        /** ImagesForm */
        ImagesForm: {
            /**
             * Images
             * @description JPEG, PNG, WebP or GIF of at most 10 MB each.
             */
            images: Blob[];
        };
        /** Import */
        Import: {
            /** Id */
            id: number;
            /** User Id */
            user_id: number;
            /** Filename */
            filename: string;
            /** Size */
            size: number;
            /** Mode */
            mode: string;
            /** Dry Run */
            dry_run: boolean;
            /**
             * Layout
             * @description shop (our template), shopify or woocommerce.
             */
            layout: string;
            /** Encoding */
            encoding: string;
            /** Delimiter */
            delimiter: string;
            /**
             * State
             * @description queued, running, done or failed.
             */
            state: string;
            progress: components["schemas"]["ImportProgress"];
            counts: components["schemas"]["Counts"];
            /** Warnings */
            warnings: components["schemas"]["Warning"][];
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /** Started At */
            started_at: string | null;
            /** Finished At */
            finished_at: string | null;
            /**
             * Failures
             * @description The first of the failed rows.
             */
            failures: components["schemas"]["FailedRow"][];
        };
        /**
         * Counts
         * @description Each row is one of these: created + updated + unchanged + failed = rows.
         */
        Counts: {
            /** Rows */
            rows: number;
            /** Created */
            created: number;
            /** Updated */
            updated: number;
            /** Unchanged */
            unchanged: number;
            /** Failed */
            failed: number;
        };
        /** NamedCount */
        NamedCount: {
            /** Value */
            value: string;
            /** Count */
            count: number | null;
        };
        /** Progress */
        ImportProgress: {
            /** Rows Done */
            rows_done: number;
            /** Rows Total */
            rows_total: number;
            /** Rows Per Second */
            rows_per_second: number | null;
            /** Seconds Left */
            seconds_left: number | null;
        };
        /** Warning */
        Warning: {
            /** Code */
            code: string;
            /** Msg */
            msg: string;
            /** Count */
            count: number;
            /** Values */
            values: components["schemas"]["NamedCount"][];
        };
        /** ImportForm */
        ImportForm: {
            /**
             * File
             * Format: binary
             * @description CSV in UTF-8, UTF-16 or Windows-1252 with `,`, `;` or tab; at most 50 MB.
             */
            file: Blob;
        };
        /** ImportPage */
        ImportPage: {
            /** Imports */
            imports: components["schemas"]["ImportOf"][];
            /** Per Page */
            per_page: number;
            /** Has Next */
            has_next: boolean;
            /** Next Cursor */
            next_cursor: string | null;
        };
        /** ImportOf */
        ImportOf: {
            /** Id */
            id: number;
            /** User Id */
            user_id: number;
            /** Filename */
            filename: string;
            /** Size */
            size: number;
            /** Mode */
            mode: string;
            /** Dry Run */
            dry_run: boolean;
            /**
             * Layout
             * @description shop (our template), shopify or woocommerce.
             */
            layout: string;
            /** Encoding */
            encoding: string;
            /** Delimiter */
            delimiter: string;
            /**
             * State
             * @description queued, running, done or failed.
             */
            state: string;
            progress: components["schemas"]["ImportPageProgress"];
            counts: components["schemas"]["Counts"];
            /** Warnings */
            warnings: components["schemas"]["Warning"][];
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /** Started At */
            started_at: string | null;
            /** Finished At */
            finished_at: string | null;
        };
        /** Progress */
        ImportPageProgress: {
            /** Rows Done */
            rows_done: number;
            /** Rows Total */
            rows_total: number;
            /** Rows Per Second */
            rows_per_second: number | null;
            /** Seconds Left */
            seconds_left: number | null;
        };
        /**
         * Issuer
         * @description A Profile of Open Badges 3.0.
         */
        Issuer: {
            /** Id */
            id: string;
            /** Type */
            type: string[];
            /** Name */
            name: string;
            /** Url */
            url: string;
        };
        /** Job */
        Job: {
            /** Id */
            id: number;
            /** Kind */
            kind: string;
            /** User Id */
            user_id: number | null;
            /**
             * State
             * @enum {string}
             */
            state: "queued" | "running" | "done" | "failed";
            /** Attempts */
            attempts: number;
            /**
             * Due At
             * Format: date-time
             * @description When it is tried next; of a running job, when it counts as dead.
             */
            due_at: string;
            /** Rows Done */
            rows_done: number;
            /** Rows Total */
            rows_total: number | null;
            /** Error */
            error: string | null;
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /** Started At */
            started_at: string | null;
            /** Finished At */
            finished_at: string | null;
        };
        /** Jobs */
        Jobs: {
            /** Per Page */
            per_page: number;
            /** Has Next */
            has_next: boolean;
            /** Next Cursor */
            next_cursor: string | null;
            /** Jobs */
            jobs: components["schemas"]["Job"][];
        };
        /**
         * Key
         * @description The public half of a key as a JWK (RFC 7517).
         */
        Key: {
            /** Kty */
            kty: string;
            /** Alg */
            alg: string;
            /** Use */
            use: string;
            /**
             * Kid
             * @description Its own address.
             */
            kid: string;
            /** N */
            n: string;
            /** E */
            e: string;
        };
        /** Keys */
        Keys: {
            /** Keys */
            keys: components["schemas"]["Key"][];
        };
        /** LeakReport */
        LeakReport: {
            /** Api Key */
            api_key: string;
            /**
             * Where
             * @description Where it was found; its owner is told.
             * @default
             */
            where?: string;
        };
        /** Letters */
        Letters: {
            /** Per Page */
            per_page: number;
            /** Has Next */
            has_next: boolean;
            /** Next Cursor */
            next_cursor: string | null;
            /** Letters */
            letters: components["schemas"]["Letter"][];
        };
        /** Letter */
        Letter: {
            /** Id */
            id: number;
            /** Recipient */
            recipient: string;
            /** Template */
            template: string;
            /** Language */
            language: string;
            /**
             * State
             * @enum {string}
             */
            state: "waiting" | "sent" | "given_up";
            /**
             * Attempts
             * @description How often it was handed to the provider.
             */
            attempts: number;
            /**
             * Due At
             * @description When it is tried next, while it waits.
             */
            due_at: string | null;
            /**
             * Error
             * @description What the last attempt failed at, unless it was sent.
             */
            error: string | null;
            /**
             * Job Id
             * @description Its job, which can be retried once the letter was given up.
             */
            job_id: number | null;
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /** Sent At */
            sent_at: string | null;
        };
        /**
         * Message
         * @description An answer that only says something.
         */
        Message: {
            /** Msg */
            msg: string;
        };
        /** NewApiKey */
        NewApiKey: {
            /** Id */
            id: number;
            /** User Id */
            user_id: number;
            /** Name */
            name: string;
            /**
             * Prefix
             * @description How the key begins, by which it can be told from others.
             */
            prefix: string;
            /** Scopes */
            scopes: ("analytics:read" | "courses:read" | "courses:write" | "imports:read" | "imports:write" | "products:read" | "products:write" | "transactions:read" | "transactions:write" | "users:read")[];
            /** Quota */
            quota: number | null;
            /**
             * State
             * @description overlapping: rotated, and good until `overlap_ends_at`.
             * @enum {string}
             */
            state: "active" | "overlapping" | "rotated" | "expired" | "revoked";
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /**
             * Expires At
             * Format: date-time
             */
            expires_at: string;
            /**
             * Last Used At
             * @description Up to a minute late.
             */
            last_used_at: string | null;
            /** Last Used From */
            last_used_from: string | null;
            /**
             * Rotated To
             * @description The key that has taken its place.
             */
            rotated_to: number | null;
            /** Overlap Ends At */
            overlap_ends_at: string | null;
            /** Revoked At */
            revoked_at: string | null;
            /** Reason */
            reason: ("revoked" | "leaked" | "deactivated" | "role_lost") | null;
            /**
             * Api Key
             * @description The key itself, shown this once.
             */
            api_key: string;
        };
        /** Order */
        Order: {
            /**
             * Image Ids
             * @description Each image of the product once.
             */
            image_ids: number[];
        };
        /** Outline */
        Outline: {
            /** Id */
            id: number;
            /** Title */
            title: string;
            /** Summary */
            summary: string;
            /** Language */
            language: string;
            /** Sequential */
            sequential: boolean;
            owner: components["schemas"]["Named"];
            /**
             * Open
             * @description Whether it takes new learners.
             */
            open: boolean;
            /**
             * Version
             * @description The number of the published version, null before the first.
             */
            version: number | null;
            /** Published At */
            published_at: string | null;
            /** Sections */
            sections: number;
            /** Contents */
            contents: number;
            /**
             * Minutes
             * @description How long the contents take together, as far as they say.
             */
            minutes: number;
            /** @description What has to be bought to enrol. */
            product: components["schemas"]["Sold"] | null;
            /**
             * Enrolled
             * @description Whether the caller is in it.
             */
            enrolled: boolean;
            /**
             * Percent
             * @description How far the caller is.
             */
            percent: number | null;
            /** Completed At */
            completed_at: string | null;
            /** Description Html */
            description_html: string;
            /**
             * Prerequisites
             * @description The courses to complete before one may enrol.
             */
            prerequisites: components["schemas"]["Titled"][];
            /** Outline */
            outline: components["schemas"]["OutlinedSection"][];
        };
        /** OutlinedContent */
        OutlinedContent: {
            /** Id */
            id: number;
            /**
             * Kind
             * @enum {string}
             */
            kind: "text" | "video" | "file" | "quiz";
            /** Title */
            title: string;
            /** Required */
            required: boolean;
            /**
             * Move On
             * @enum {string}
             */
            move_on: "Passed" | "Completed" | "CompletedAndPassed" | "CompletedOrPassed" | "NotApplicable";
            /** Mastery Score */
            mastery_score: number | null;
            /** Minutes */
            minutes: number | null;
            /**
             * Rule
             * @description When it is done, by Accept-Language.
             */
            rule: string;
            /**
             * Prerequisites
             * @description The contents to do first.
             */
            prerequisites: number[];
        };
        /** OutlinedSection */
        OutlinedSection: {
            /** Title */
            title: string;
            /** Contents */
            contents: components["schemas"]["OutlinedContent"][];
        };
        /** Titled */
        Titled: {
            /** Id */
            id: number;
            /** Title */
            title: string;
        };
        /** OutlineOrder */
        OutlineOrder: {
            /**
             * Sections
             * @description Each section and each content once.
             */
            sections: components["schemas"]["OutlinedOrder"][];
        };
        /** OutlinedOrder */
        OutlinedOrder: {
            /** Id */
            id: number;
            /** Contents */
            contents: number[];
        };
        /** OwnApiKey */
        OwnApiKey: {
            /** Id */
            id: number;
            /** User Id */
            user_id: number;
            /** Name */
            name: string;
            /**
             * Prefix
             * @description How the key begins, by which it can be told from others.
             */
            prefix: string;
            /** Scopes */
            scopes: ("analytics:read" | "courses:read" | "courses:write" | "imports:read" | "imports:write" | "products:read" | "products:write" | "transactions:read" | "transactions:write" | "users:read")[];
            /** Quota */
            quota: number | null;
            /**
             * State
             * @description overlapping: rotated, and good until `overlap_ends_at`.
             * @enum {string}
             */
            state: "active" | "overlapping" | "rotated" | "expired" | "revoked";
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /**
             * Expires At
             * Format: date-time
             */
            expires_at: string;
            /**
             * Last Used At
             * @description Up to a minute late.
             */
            last_used_at: string | null;
            /** Last Used From */
            last_used_from: string | null;
            /**
             * Rotated To
             * @description The key that has taken its place.
             */
            rotated_to: number | null;
            /** Overlap Ends At */
            overlap_ends_at: string | null;
            /** Revoked At */
            revoked_at: string | null;
            /** Reason */
            reason: ("revoked" | "leaked" | "deactivated" | "role_lost") | null;
            /**
             * Roles
             * @description Those of its owner at this moment, which it acts with.
             */
            roles: string[];
        };
        /** OwnProfile */
        OwnProfile: {
            /** Id */
            id: number;
            /** Name */
            name: string;
            /** Email */
            email: string | null;
            /** Email Verified */
            email_verified: boolean;
            /** Username */
            username: string | null;
            /** Role */
            role: string | null;
            /** Roles */
            roles: string[];
            /**
             * Avatar Url
             * @description In the medium size.
             */
            avatar_url: string | null;
            /** Active */
            active: boolean;
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /**
             * Updated At
             * Format: date-time
             */
            updated_at: string;
            /**
             * Pending Email
             * @description The new address, until the link in the letter is opened.
             */
            pending_email: string | null;
        };
        /** PasswordChange */
        PasswordChange: {
            /**
             * Current Password
             * Format: password
             */
            current_password: string;
            /**
             * New Password
             * Format: password
             * @description Common ones, and those that are little more than a name, are refused in production.
             */
            new_password: string;
        };
        /** People */
        People: {
            /** Per Page */
            per_page: number;
            /** Has Next */
            has_next: boolean;
            /** Next Cursor */
            next_cursor: string | null;
            /** Total Items */
            total_items: number;
            /** Total Pages */
            total_pages: number;
            /**
             * Current Page
             * @description Null in a walk by cursor.
             */
            current_page: number | null;
            /** Has Prev */
            has_prev: boolean;
            /** Users */
            users: components["schemas"]["Profile"][];
        };
        /** Profile */
        Profile: {
            /** Id */
            id: number;
            /** Name */
            name: string;
            /** Email */
            email: string | null;
            /** Email Verified */
            email_verified: boolean;
            /** Username */
            username: string | null;
            /** Role */
            role: string | null;
            /** Roles */
            roles: string[];
            /**
             * Avatar Url
             * @description In the medium size.
             */
            avatar_url: string | null;
            /** Active */
            active: boolean;
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /**
             * Updated At
             * Format: date-time
             */
            updated_at: string;
        };
        /** Policy */
        Policy: {
            /** Roles */
            roles: ("buyer" | "seller" | "developer" | "admin")[];
        };
        /** PolicyChange */
        PolicyChange: {
            /**
             * Roles
             * @description The whole set; empty: nobody must.
             */
            roles: ("buyer" | "seller" | "developer" | "admin")[];
        };
        Problem: {
            type: string;
            title: string;
            status: number;
            /** @description The sentence for people, by Accept-Language (en, id). */
            detail: string;
            /**
             * @description Stable, for programs.
             * @enum {string}
             */
            code: "ambiguous_credentials" | "analyses_unavailable" | "analysis_question" | "analysis_stopped" | "analysis_too_large" | "api_key_not_found" | "api_key_over" | "attempt_not_found" | "attempt_over" | "audit_entry_not_found" | "bad_request" | "brand_not_found" | "busy" | "category_not_found" | "certificate_not_found" | "certificate_revoked" | "code_not_found" | "content_locked" | "content_not_found" | "course_closed" | "course_not_found" | "course_owned" | "course_paid" | "course_unpublished" | "course_unsatisfiable" | "database_unavailable" | "dead_link" | "email_verified" | "encoded_body" | "expired_token" | "file_not_found" | "forbidden" | "idempotency_in_progress" | "idempotency_key_reused" | "idempotent_answer_lost" | "image_not_found" | "import_not_found" | "insufficient_stock" | "internal_error" | "invalid_token" | "job_not_found" | "key_expired" | "key_malformed" | "key_misplaced" | "key_revoked" | "key_rotated" | "key_unknown" | "keys_only" | "last_admin" | "learner_not_found" | "learner_removed" | "limits_unavailable" | "malformed_json" | "malformed_request" | "method_not_allowed" | "missing_token" | "no_attempts_left" | "no_email" | "not_enrolled" | "not_found" | "not_multipart" | "own_second_factor" | "payload_too_large" | "persons_only" | "prerequisites_missing" | "product_not_found" | "purchase_required" | "range_not_satisfiable" | "rate_limited" | "reauthentication_required" | "request_timeout" | "reused_token" | "revoked_token" | "role_held" | "role_request_decided" | "role_request_not_found" | "role_request_pending" | "scope_missing" | "second_factor_enabled" | "second_factor_missing" | "second_factor_needed" | "second_factor_not_begun" | "second_factor_required" | "section_not_found" | "session_not_found" | "sign_in_busy" | "stale" | "still_in_use" | "storage_unavailable" | "taken" | "token_misplaced" | "too_many_analyses" | "too_many_api_keys" | "too_many_attempts" | "too_many_images" | "too_many_letters" | "too_many_parts" | "total_changed" | "transaction_not_found" | "unsupported_media_type" | "user_not_found" | "validation_failed" | "version_not_found" | "wrong_credentials" | "wrong_second_factor";
            /** @description The same sentence as detail. */
            msg: string;
            request_id: string | null;
            errors?: {
                field: string;
                code: string;
                msg: string;
            }[];
            /** @description Of total_changed: the new quote, as `dry_run=true` answers it. */
            quote?: Record<string, never>;
            /** @description Of course_unsatisfiable: all that keeps anybody from completing the course. */
            reasons?: {
                /** @enum {string} */
                code: "course_missing" | "course_ring" | "needs_impossible" | "needs_itself" | "needs_later" | "needs_removed" | "needs_ring" | "never_passed" | "no_choice" | "no_file" | "no_link" | "no_questions" | "no_right_answer" | "no_words" | "nothing_counts" | "too_few_questions" | "two_right_answers";
                content_id: number | null;
                title: string | null;
                msg: string;
            }[];
        };
        /** Product */
        Product: {
            /**
             * Image Url
             * @description Of the first image, in the medium size.
             */
            image_url: string | null;
            /** Images */
            images: components["schemas"]["Image"][];
            /** Id */
            id: number;
            /** Seller Id */
            seller_id: number;
            /** Category Id */
            category_id: number | null;
            /** Brand Id */
            brand_id: number | null;
            /** Sku */
            sku: string | null;
            /** Barcodes */
            barcodes: string[];
            /** Name */
            name: string;
            /** Description */
            description: string;
            /** Unit */
            unit: string;
            /** Price */
            price: number;
            /**
             * Cost
             * @description Null to everybody but the seller and admins.
             */
            cost: number | null;
            /** Stock */
            stock: number;
            /**
             * Stocked
             * @description False: it sells a course, which needs no stock and is never short.
             */
            stocked: boolean;
            /** Active */
            active: boolean;
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /**
             * Updated At
             * Format: date-time
             */
            updated_at: string;
        };
        /** ProductChange */
        ProductChange: {
            /** Name */
            name?: string;
            /** Price */
            price?: number;
            /**
             * Stock
             * @description A count; the difference is booked as an adjustment.
             */
            stock?: number;
            /** Description */
            description?: string;
            /** Sku */
            sku?: string | null;
            /** Barcodes */
            barcodes?: string[];
            /**
             * Unit
             * @description What one of it is: pcs, kg, box.
             */
            unit?: string;
            /** Cost */
            cost?: number | null;
            /** Category Id */
            category_id?: number | null;
            /** Brand Id */
            brand_id?: number | null;
            /**
             * Active
             * @description False: only the seller and admins see it, and nobody can buy it.
             */
            active?: boolean;
        };
        /** ProductIn */
        ProductIn: {
            /** Name */
            name: string;
            /** Price */
            price: number;
            /**
             * Stock
             * @default 0
             */
            stock?: number;
            /**
             * Description
             * @default
             */
            description?: string;
            /**
             * Sku
             * @default null
             */
            sku?: string | null;
            /**
             * Barcodes
             * @default []
             */
            barcodes?: string[];
            /**
             * Unit
             * @description What one of it is: pcs, kg, box.
             * @default pcs
             */
            unit?: string;
            /**
             * Cost
             * @default null
             */
            cost?: number | null;
            /**
             * Category Id
             * @default null
             */
            category_id?: number | null;
            /**
             * Brand Id
             * @default null
             */
            brand_id?: number | null;
            /**
             * Active
             * @description False: only the seller and admins see it, and nobody can buy it.
             * @default true
             */
            active?: boolean;
        };
        /** ProductPage */
        ProductPage: {
            /** Per Page */
            per_page: number;
            /** Has Next */
            has_next: boolean;
            /** Next Cursor */
            next_cursor: string | null;
            /** Total Items */
            total_items: number;
            /** Total Pages */
            total_pages: number;
            /**
             * Current Page
             * @description Null in a walk by cursor.
             */
            current_page: number | null;
            /** Has Prev */
            has_prev: boolean;
            /** Products */
            products: components["schemas"]["Product"][];
            /**
             * Total Is Exact
             * @description False: there are at least `total_items`.
             */
            total_is_exact: boolean;
        };
        /** ProfileChange */
        ProfileChange: {
            /** Name */
            name?: string;
            /** Username */
            username?: string;
            /**
             * Email
             * Format: email
             * @description Counts once the link in a letter to it is opened; asks for `current_password`.
             */
            email?: string;
            /**
             * Current Password
             * Format: password
             */
            current_password?: string;
        };
        /**
         * ProgressIn
         * @description One content, several as `items`, or with `completed` alone the whole course.
         */
        ProgressIn: {
            /**
             * Completed
             * @description It is done. false says nothing: what is done stays done. Of a quiz it says nothing.
             * @default false
             */
            completed?: boolean;
            /**
             * Percent
             * @description How far; the greatest counts, and 100 is done. Of a quiz it says nothing.
             * @default null
             */
            percent?: number | null;
            /**
             * Position
             * @description Where to go on, such as seconds of a video; that of the latest `recorded_at` counts.
             * @default null
             */
            position?: number | null;
            /**
             * Seconds
             * @description Time spent in this visit so far; the greatest counts, visits are added up.
             * @default null
             */
            seconds?: number | null;
            /**
             * Visit
             * @description The device's own name for this visit of the content, so that two devices both count.
             * @default
             */
            visit?: string;
            /**
             * Recorded At
             * @description The device's moment (RFC 3339); left out, or in the future, it is now.
             * @default null
             */
            recorded_at?: string | null;
            /**
             * Content Id
             * @description Left out beside `completed: true`: all that is completed by saying so.
             * @default null
             */
            content_id?: number | null;
            /**
             * Items
             * @description What was recorded meanwhile; taken whole or not at all.
             * @default null
             */
            items?: components["schemas"]["ToldOf"][] | null;
        };
        /** ToldOf */
        ToldOf: {
            /**
             * Completed
             * @description It is done. false says nothing: what is done stays done. Of a quiz it says nothing.
             * @default false
             */
            completed?: boolean;
            /**
             * Percent
             * @description How far; the greatest counts, and 100 is done. Of a quiz it says nothing.
             * @default null
             */
            percent?: number | null;
            /**
             * Position
             * @description Where to go on, such as seconds of a video; that of the latest `recorded_at` counts.
             * @default null
             */
            position?: number | null;
            /**
             * Seconds
             * @description Time spent in this visit so far; the greatest counts, visits are added up.
             * @default null
             */
            seconds?: number | null;
            /**
             * Visit
             * @description The device's own name for this visit of the content, so that two devices both count.
             * @default
             */
            visit?: string;
            /**
             * Recorded At
             * @description The device's moment (RFC 3339); left out, or in the future, it is now.
             * @default null
             */
            recorded_at?: string | null;
            /** Content Id */
            content_id: number;
        };
        /** ProgressOfCourses */
        ProgressOfCourses: {
            /** Per Page */
            per_page: number;
            /** Has Next */
            has_next: boolean;
            /** Next Cursor */
            next_cursor: string | null;
            /**
             * As Of
             * Format: date-time
             * @description When the figures were taken.
             */
            as_of: string;
            /**
             * Definitions
             * @description What each figure means, by Accept-Language.
             */
            definitions: {
                [key: string]: string;
            };
            /** Courses */
            courses: components["schemas"]["ProgressOfCoursesProgress"][];
        };
        /** Progress */
        ProgressOfCoursesProgress: {
            /** Course Id */
            course_id: number;
            /** Title */
            title: string;
            /**
             * Hidden
             * @description The course has too few learners to tell you of.
             */
            hidden: boolean;
            /**
             * Learners
             * @description Null where it would tell of 1 to 4 people whom you may not see.
             */
            learners: number | null;
            /**
             * Not Started
             * @description Null where it would tell of 1 to 4 people whom you may not see.
             */
            not_started: number | null;
            /**
             * In Progress
             * @description Null where it would tell of 1 to 4 people whom you may not see.
             */
            in_progress: number | null;
            /**
             * Completed
             * @description Null where it would tell of 1 to 4 people whom you may not see.
             */
            completed: number | null;
            /**
             * Left
             * @description Null where it would tell of 1 to 4 people whom you may not see.
             */
            left: number | null;
            /** Mean Percent */
            mean_percent: number | null;
            /** Median Percent */
            median_percent: number | null;
            /** Buckets */
            buckets: {
                [key: string]: number | null;
            };
        };
        /** ProgressOfPeople */
        ProgressOfPeople: {
            /** Per Page */
            per_page: number;
            /** Has Next */
            has_next: boolean;
            /** Next Cursor */
            next_cursor: string | null;
            /**
             * As Of
             * Format: date-time
             * @description When the figures were taken.
             */
            as_of: string;
            /**
             * Definitions
             * @description What each figure means, by Accept-Language.
             */
            definitions: {
                [key: string]: string;
            };
            /**
             * Scope
             * @enum {string}
             */
            scope: "learners" | "own" | "all";
            /** Learners */
            learners: components["schemas"]["Learner"][];
        };
        /** Learner */
        Learner: {
            /** Course Id */
            course_id: number;
            /** Title */
            title: string;
            /** User Id */
            user_id: number;
            /** Name */
            name: string;
            /**
             * State
             * @enum {string}
             */
            state: "not_started" | "in_progress" | "completed" | "left";
            /** Percent */
            percent: number;
            /** Seconds */
            seconds: number;
            /**
             * Enrolled At
             * Format: date-time
             */
            enrolled_at: string;
            /** Started At */
            started_at: string | null;
            /** Active At */
            active_at: string | null;
            /** Completed At */
            completed_at: string | null;
            /** Left At */
            left_at: string | null;
        };
        /**
         * Proof
         * @description The password where it is asked for.
         */
        Proof: {
            /**
             * Current Password
             * Format: password
             * @description Asked for by a 403 `reauthentication_required` where the last sign-in, or the last call with it, is more than 10 minutes ago.
             * @default null
             */
            current_password?: string | null;
        };
        /** Published */
        Published: {
            /**
             * Version
             * @description The number of the version that learners work on.
             */
            version: number;
        };
        /** Quote */
        Quote: {
            /** Items */
            items: components["schemas"]["Line"][];
            /**
             * Courses
             * @description The courses that the buyer is in by this sale.
             */
            courses: components["schemas"]["Opened"][];
            /**
             * Tax
             * @description PPN contained in the total.
             */
            tax: number;
            /** Total */
            total: number;
        };
        /** Line */
        Line: {
            /** Product Id */
            product_id: number;
            /** Seller Id */
            seller_id: number;
            /** Name */
            name: string;
            /** Price */
            price: number;
            /** Qty */
            qty: number;
            /** Subtotal */
            subtotal: number;
            /**
             * Tax
             * @description PPN contained in the subtotal.
             */
            tax: number;
        };
        /**
         * Opened
         * @description A course that the sale lets its buyer into.
         */
        Opened: {
            /** Id */
            id: number;
            /** Title */
            title: string;
        };
        /** RatesOfCourses */
        RatesOfCourses: {
            /** Per Page */
            per_page: number;
            /** Has Next */
            has_next: boolean;
            /** Next Cursor */
            next_cursor: string | null;
            /**
             * As Of
             * Format: date-time
             * @description When the figures were taken.
             */
            as_of: string;
            /**
             * Definitions
             * @description What each figure means, by Accept-Language.
             */
            definitions: {
                [key: string]: string;
            };
            /** Courses */
            courses: components["schemas"]["CourseRate"][];
        };
        /** CourseRate */
        CourseRate: {
            /** Course Id */
            course_id: number;
            /** Title */
            title: string;
            /**
             * Hidden
             * @description The course has too few learners to tell you of.
             */
            hidden: boolean;
            /**
             * Enrolled
             * @description Null where it would tell of 1 to 4 people whom you may not see.
             */
            enrolled: number | null;
            /**
             * Completed
             * @description Null where it would tell of 1 to 4 people whom you may not see.
             */
            completed: number | null;
            /** Rate */
            rate: number | null;
            /** Rate Low */
            rate_low: number | null;
            /** Rate High */
            rate_high: number | null;
            /** Median Days */
            median_days: number | null;
            /**
             * Months
             * @description With by=month.
             * @default null
             */
            months?: components["schemas"]["MonthRate"][] | null;
        };
        /** MonthRate */
        MonthRate: {
            /**
             * Enrolled
             * @description Null where it would tell of 1 to 4 people whom you may not see.
             */
            enrolled: number | null;
            /**
             * Completed
             * @description Null where it would tell of 1 to 4 people whom you may not see.
             */
            completed: number | null;
            /** Rate */
            rate: number | null;
            /** Rate Low */
            rate_low: number | null;
            /** Rate High */
            rate_high: number | null;
            /** Median Days */
            median_days: number | null;
            /** Month */
            month: string;
        };
        /** ReadContent */
        ReadContent: {
            /** Id */
            id: number;
            /** Version */
            version: number;
            /**
             * Kind
             * @enum {string}
             */
            kind: "text" | "video" | "file" | "quiz";
            /** Title */
            title: string;
            /**
             * Body
             * @description A text's Markdown, a video's address, what is said of a file.
             */
            body: string;
            /**
             * Html
             * @description What the Markdown looks like, with nothing in it that a browser runs.
             */
            html: string;
            file: components["schemas"]["File"] | null;
        };
        /** RecoveryCodes */
        RecoveryCodes: {
            /**
             * Recovery Codes
             * @description Each stands in for a code once. They are shown this one time.
             */
            recovery_codes: string[];
        };
        /** Refresh */
        Refresh: {
            /**
             * Refresh Token
             * @default null
             */
            refresh_token?: string | null;
        };
        /** Reset */
        Reset: {
            /**
             * Token
             * @description What stands behind `token=` in the link.
             */
            token: string;
            /**
             * Password
             * Format: password
             * @description Common ones, and those that are little more than a name, are refused in production.
             */
            password: string;
            /**
             * Revoke Api Keys
             * @description Whether all API keys of the account end, too.
             * @default false
             */
            revoke_api_keys?: boolean;
        };
        /** ResetDone */
        ResetDone: {
            /** Msg */
            msg: string;
            /** Api Keys Revoked */
            api_keys_revoked: number;
            /** Second Factor Removed */
            second_factor_removed: boolean;
        };
        /** Revocation */
        Revocation: {
            /**
             * Reason
             * @description The holder is told.
             */
            reason: string;
        };
        /**
         * RevocationList
         * @description The status method 1EdTechRevocationList.
         */
        RevocationList: {
            /** Id */
            id: string;
            /** Issuer */
            issuer: string;
            /** Revokedcredentials */
            revokedCredentials: components["schemas"]["RevokedCredential"][];
        };
        /** RevokedCredential */
        RevokedCredential: {
            /** Id */
            id: string;
            /** Revoked */
            revoked: boolean;
        };
        /** RoleRequest */
        RoleRequest: {
            /** Id */
            id: number;
            /** User Id */
            user_id: number;
            /** User Name */
            user_name: string;
            /** Role */
            role: string;
            /** Note */
            note: string;
            /**
             * State
             * @enum {string}
             */
            state: "pending" | "granted" | "denied" | "withdrawn";
            /**
             * Decided By
             * @description Null while it is pending, or where nobody was asked.
             */
            decided_by: number | null;
            /**
             * Decision
             * @description The note of who decided.
             */
            decision: string;
            /** Decided At */
            decided_at: string | null;
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
        };
        /** RoleRequestPage */
        RoleRequestPage: {
            /** Per Page */
            per_page: number;
            /** Has Next */
            has_next: boolean;
            /** Next Cursor */
            next_cursor: string | null;
            /** Total Items */
            total_items: number;
            /** Total Pages */
            total_pages: number;
            /**
             * Current Page
             * @description Null in a walk by cursor.
             */
            current_page: number | null;
            /** Has Prev */
            has_prev: boolean;
            /** Role Requests */
            role_requests: components["schemas"]["RoleRequest"][];
        };
        /** Rotation */
        Rotation: {
            /**
             * Current Password
             * Format: password
             * @description Asked for by a 403 `reauthentication_required` where the last sign-in, or the last call with it, is more than 10 minutes ago.
             * @default null
             */
            current_password?: string | null;
            /**
             * Overlap Hours
             * @description How long the old key stays good.
             * @default 24
             */
            overlap_hours?: number;
        };
        /** Sale */
        Sale: {
            /** Items */
            items: components["schemas"]["Line"][];
            /**
             * Courses
             * @description The courses that the buyer is in by this sale.
             */
            courses: components["schemas"]["Opened"][];
            /**
             * Tax
             * @description PPN contained in the total.
             */
            tax: number;
            /** Total */
            total: number;
            /** Id */
            id: number;
            /** Receipt Number */
            receipt_number: string;
            /** Buyer Id */
            buyer_id: number;
            /** Status */
            status: string;
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
        };
        /** SaleOf */
        SaleOf: {
            /** Items */
            items: components["schemas"]["Line"][];
            /**
             * Courses
             * @description The courses that the buyer is in by this sale.
             */
            courses: components["schemas"]["Opened"][];
            /**
             * Tax
             * @description PPN contained in the total.
             */
            tax: number;
            /** Total */
            total: number;
            /** Id */
            id: number;
            /** Receipt Number */
            receipt_number: string;
            /** Buyer Id */
            buyer_id: number;
            /** Status */
            status: string;
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /** Buyer Name */
            buyer_name: string;
        };
        /** SalePage */
        SalePage: {
            /** Per Page */
            per_page: number;
            /** Has Next */
            has_next: boolean;
            /** Next Cursor */
            next_cursor: string | null;
            /** Transactions */
            transactions: components["schemas"]["SaleOf"][];
        };
        /** Sales */
        Sales: {
            /**
             * As Of
             * Format: date-time
             * @description When the figures were taken.
             */
            as_of: string;
            /**
             * Definitions
             * @description What each figure means, by Accept-Language.
             */
            definitions: {
                [key: string]: string;
            };
            /**
             * From
             * Format: date
             */
            from: string;
            /**
             * To
             * Format: date
             */
            to: string;
            /**
             * By
             * @enum {string}
             */
            by: "day" | "week" | "month";
            totals: components["schemas"]["Totals"];
            previous: components["schemas"]["Compared"];
            last_year: components["schemas"]["Compared"];
            /** Series */
            series: components["schemas"]["Period"][];
            /** Weekdays */
            weekdays: components["schemas"]["Weekday"][];
            /** Top By Revenue */
            top_by_revenue: components["schemas"]["ProductSales"][];
            /** Top By Units */
            top_by_units: components["schemas"]["ProductSales"][];
            /** Rising */
            rising: components["schemas"]["ProductSales"][];
            /** Falling */
            falling: components["schemas"]["ProductSales"][];
            /** Categories */
            categories: components["schemas"]["CategorySales"][];
            /** Classes */
            classes: components["schemas"]["ClassSales"][];
            unsold: components["schemas"]["Unsold"];
        };
        /** CategorySales */
        CategorySales: {
            /** Category Id */
            category_id: number | null;
            /** Name */
            name: string | null;
            /** Products */
            products: number;
            /** Units */
            units: number;
            /**
             * Revenue
             * @description Whole rupiah.
             */
            revenue: number;
            /** Share */
            share: number | null;
        };
        /** Change */
        SalesChange: {
            /** Value */
            value: number | null;
            /** Reason */
            reason: ("base_zero" | "base_incomplete") | null;
        };
        /** Changes */
        SalesChanges: {
            transactions: components["schemas"]["SalesChange"];
            units: components["schemas"]["SalesChange"];
            revenue: components["schemas"]["SalesChange"];
            average_basket: components["schemas"]["SalesChange"];
        };
        /** ClassSales */
        ClassSales: {
            /** Class */
            class: ("A" | "B" | "C") | null;
            /** Products */
            products: number;
            /**
             * Revenue
             * @description Whole rupiah.
             */
            revenue: number;
            /** Share */
            share: number | null;
        };
        /** Compared */
        Compared: {
            /** Transactions */
            transactions: number;
            /** Units */
            units: number;
            /**
             * Revenue
             * @description Whole rupiah.
             */
            revenue: number;
            /** Average Basket */
            average_basket: number | null;
            /**
             * From
             * Format: date
             */
            from: string;
            /**
             * To
             * Format: date
             */
            to: string;
            growth: components["schemas"]["SalesChanges"];
        };
        /** Period */
        Period: {
            /** Transactions */
            transactions: number;
            /** Units */
            units: number;
            /**
             * Revenue
             * @description Whole rupiah.
             */
            revenue: number;
            /**
             * Date
             * Format: date
             */
            date: string;
            /** Days */
            days: number;
        };
        /** ProductSales */
        ProductSales: {
            /** Transactions */
            transactions: number;
            /** Units */
            units: number;
            /**
             * Revenue
             * @description Whole rupiah.
             */
            revenue: number;
            /** Cost */
            cost: number | null;
            /** Margin */
            margin: number | null;
            /** Margin Rate */
            margin_rate: number | null;
            /** Product Id */
            product_id: number;
            /** Name */
            name: string;
            /** Category Id */
            category_id: number | null;
            /** Class */
            class: ("A" | "B" | "C") | null;
            /** Share */
            share: number | null;
            /**
             * Previous Revenue
             * @description Whole rupiah.
             */
            previous_revenue: number;
            growth: components["schemas"]["SalesChange"];
        };
        /** Totals */
        Totals: {
            /** Transactions */
            transactions: number;
            /** Units */
            units: number;
            /**
             * Revenue
             * @description Whole rupiah.
             */
            revenue: number;
            /** Average Basket */
            average_basket: number | null;
            /** Cost */
            cost: number | null;
            /** Margin */
            margin: number | null;
            /** Margin Rate */
            margin_rate: number | null;
            /**
             * Tax
             * @description Whole rupiah.
             */
            tax: number;
            /** Cost Known */
            cost_known: number | null;
        };
        /** Unsold */
        Unsold: {
            /** Products */
            products: number;
            /**
             * Value
             * @description Whole rupiah.
             */
            value: number;
            /** Dearest */
            dearest: components["schemas"]["UnsoldProduct"][];
        };
        /** UnsoldProduct */
        UnsoldProduct: {
            /** Product Id */
            product_id: number;
            /** Name */
            name: string;
            /** Stock */
            stock: number;
            /**
             * Value
             * @description Whole rupiah.
             */
            value: number;
            /**
             * Valued At
             * @enum {string}
             */
            valued_at: "cost" | "price";
            /** Last Sold On */
            last_sold_on: string | null;
        };
        /** Weekday */
        Weekday: {
            /** Weekday */
            weekday: number;
            /** Transactions */
            transactions: number[];
            /** Revenue */
            revenue: number[];
        };
        /** Section */
        Section: {
            /** Id */
            id: number;
            /** Position */
            position: number;
            /** Title */
            title: string;
        };
        /** SectionChange */
        SectionChange: {
            /** Title */
            title?: string;
            /**
             * Position
             * @description Its place, from 1; beyond the last is the last.
             */
            position?: number;
        };
        /** SectionIn */
        SectionIn: {
            /** Title */
            title: string;
            /**
             * Position
             * @default null
             */
            position?: number | null;
        };
        /** Sessions */
        Sessions: {
            /** Sessions */
            sessions: components["schemas"]["Session"][];
        };
        /** Session */
        Session: {
            /** Id */
            id: string;
            /** Address */
            address: string;
            /** User Agent */
            user_agent: string;
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /**
             * Refreshed At
             * Format: date-time
             */
            refreshed_at: string;
            /**
             * Expires At
             * Format: date-time
             */
            expires_at: string;
            /**
             * Current
             * @description Whether this call came from this session.
             */
            current: boolean;
        };
        /**
         * SignIn
         * @description What was typed is compared as it is, so that a malformed name fails like a wrong one.
         */
        SignIn: {
            /**
             * Email
             * @default null
             */
            email?: string | null;
            /**
             * Username
             * @default null
             */
            username?: string | null;
            /**
             * Password
             * Format: password
             */
            password: string;
            /**
             * Code
             * @default null
             */
            code?: string | null;
            /**
             * Recovery Code
             * @default null
             */
            recovery_code?: string | null;
        } & ({
            email: string;
        } | {
            username: string;
        });
        /** SignUp */
        SignUp: {
            /**
             * Email
             * @default null
             */
            email?: string | null;
            /**
             * Username
             * @default null
             */
            username?: string | null;
            /**
             * Password
             * Format: password
             * @description Common ones, and those that are little more than a name, are refused in production.
             */
            password: string;
            /**
             * Name
             * @default null
             */
            name?: string | null;
        } | {
            email: string;
        } | {
            username: string;
        };
        /** SignedIn */
        SignedIn: {
            /** Access Token */
            access_token: string;
            /** Refresh Token */
            refresh_token: string;
            /** Token Type */
            token_type: string;
            /**
             * Expires In
             * @description Seconds until the access token expires.
             */
            expires_in: number;
            user: components["schemas"]["User"];
        };
        /** User */
        User: {
            /** Id */
            id: number;
            /** Name */
            name: string;
            /** Email */
            email: string | null;
            /** Email Verified */
            email_verified: boolean;
            /** Username */
            username: string | null;
            /** Role */
            role: string | null;
            /** Roles */
            roles: string[];
        };
        /** State */
        State: {
            /** Enabled */
            enabled: boolean;
            /** Enabled At */
            enabled_at: string | null;
            /**
             * Required
             * @description Whether a role that the person holds asks for it.
             */
            required: boolean;
            /**
             * Recovery Codes
             * @description How many recovery codes are left.
             */
            recovery_codes: number;
        };
        /**
         * Submitted
         * @description A submitted attempt, and what the learner's progress has become by it.
         */
        Submitted: {
            /** Id */
            id: number;
            /** Number */
            number: number;
            /** Score */
            score: number | null;
            /** Passed */
            passed: boolean | null;
            /**
             * Started At
             * Format: date-time
             */
            started_at: string;
            /** Expires At */
            expires_at: string | null;
            /** Submitted At */
            submitted_at: string | null;
            /** Course Id */
            course_id: number;
            /** Content Id */
            content_id: number;
            /** Mastery Score */
            mastery_score: number | null;
            /**
             * Attempts Left
             * @description Null: any number.
             */
            attempts_left: number | null;
            /** Questions */
            questions: components["schemas"]["Asked"][];
            progress: components["schemas"]["CourseProgress"];
        };
        /** Verification */
        Verification: {
            /**
             * Token
             * @description What stands behind `token=` in the link.
             */
            token: string;
        };
        /** Verified */
        Verified: {
            /** Email */
            email: string;
        };
        /** Versions */
        Versions: {
            /** Per Page */
            per_page: number;
            /** Has Next */
            has_next: boolean;
            /** Next Cursor */
            next_cursor: string | null;
            /** Versions */
            versions: components["schemas"]["Version"][];
        };
        /** Version */
        Version: {
            /** Number */
            number: number;
            /** Title */
            title: string;
            /** Contents */
            contents: number;
            /**
             * Published At
             * Format: date-time
             */
            published_at: string;
            published_by: components["schemas"]["Named"];
        };
        /** WaiverIn */
        WaiverIn: {
            /** Content Id */
            content_id: number;
            /** Reason */
            reason: string;
        };
        /** WholeContent */
        WholeContent: {
            /** Id */
            id: number;
            /**
             * Section Id
             * @description Null: taken out of the draft.
             */
            section_id: number | null;
            /** Position */
            position: number;
            /**
             * Kind
             * @enum {string}
             */
            kind: "text" | "video" | "file" | "quiz";
            /** Title */
            title: string;
            /** Required */
            required: boolean;
            /**
             * Move On
             * @enum {string}
             */
            move_on: "Passed" | "Completed" | "CompletedAndPassed" | "CompletedOrPassed" | "NotApplicable";
            /** Mastery Score */
            mastery_score: number | null;
            /** Minutes */
            minutes: number | null;
            /** Prerequisites */
            prerequisites: number[];
            file: components["schemas"]["File"] | null;
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /**
             * Updated At
             * Format: date-time
             */
            updated_at: string;
            /** Body */
            body: string;
            /**
             * Html
             * @description What the Markdown will look like.
             */
            html: string;
            /** Quiz */
            quiz: {
                [key: string]: unknown;
            } | null;
        };
        /** WholeVersion */
        WholeVersion: {
            /** Number */
            number: number;
            /** Title */
            title: string;
            /** Contents */
            contents: number;
            /**
             * Published At
             * Format: date-time
             */
            published_at: string;
            published_by: components["schemas"]["Named"];
            /** Summary */
            summary: string;
            /** Description Html */
            description_html: string;
            /** Language */
            language: string;
            /** Sequential */
            sequential: boolean;
            /** Prerequisites */
            prerequisites: components["schemas"]["Titled"][];
            /** Outline */
            outline: components["schemas"]["OutlinedSection"][];
        };
    };
    responses: {
        /** @description Too many calls; every answer tells in `RateLimit` how many are left */
        TooMany: {
            headers: {
                /** @description Seconds. */
                "Retry-After": number;
                /** @description Each limit with calls `q` and seconds `w`, such as `"general";q=100;w=60`. */
                "RateLimit-Policy"?: string;
                /** @description Calls `r` that are left, and seconds `t` until one more is: `"general";r=57;t=12`. */
                RateLimit?: string;
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
    };
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    health_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Health"];
                };
            };
            /** @description The database does not answer, or what counts the attempts */
            503: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    jobs_list: {
        parameters: {
            query?: {
                per_page?: number;
                cursor?: string;
                kind?: string;
                state?: "queued" | "running" | "done" | "failed";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Jobs"];
                };
            };
            /** @description No token or API key, one that is not valid any more, or wrong credentials */
            401: {
                headers: {
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller lacks the role or a recent sign-in, or the API key the scope */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Fields need attention */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["TooMany"];
            /** @description The database does not answer, or what counts the attempts */
            503: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    users_list_people: {
        parameters: {
            query?: {
                page?: number;
                per_page?: number;
                cursor?: string;
                search?: string;
                role?: "buyer" | "seller" | "developer" | "admin";
                active?: boolean;
                sort_by?: "created_at";
                sort_order?: "asc" | "desc";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["People"];
                };
            };
            /** @description No token or API key, one that is not valid any more, or wrong credentials */
            401: {
                headers: {
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller lacks the role or a recent sign-in, or the API key the scope */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Fields need attention */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["TooMany"];
            /** @description The database does not answer, or what counts the attempts */
            503: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    audit_list_entries: {
        parameters: {
            query?: {
                page?: number;
                per_page?: number;
                cursor?: string;
                from?: string;
                to?: string;
                user_id?: number;
                key_id?: number;
                table?: string;
                row_id?: string;
                operation?: "INSERT" | "UPDATE" | "DELETE" | "DENIED";
                request_id?: string;
                address?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AuditPage"];
                };
            };
            /** @description No token or API key, one that is not valid any more, or wrong credentials */
            401: {
                headers: {
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller lacks the role or a recent sign-in, or the API key the scope */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Fields need attention */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["TooMany"];
            /** @description The database does not answer, or what counts the attempts */
            503: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    health_live: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Health"];
                };
            };
            /** @description The database does not answer, or what counts the attempts */
            503: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    imports_list: {
        parameters: {
            query?: {
                per_page?: number;
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ImportPage"];
                };
            };
            /** @description No token or API key, one that is not valid any more, or wrong credentials */
            401: {
                headers: {
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller lacks the role or a recent sign-in, or the API key the scope */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Fields need attention */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["TooMany"];
            /** @description The database does not answer, or what counts the attempts */
            503: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    changes_list: {
        parameters: {
            query?: {
                since?: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Changes"];
                };
            };
            /** @description Fields need attention */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["TooMany"];
            /** @description The database does not answer, or what counts the attempts */
            503: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    courses_list: {
        parameters: {
            query?: {
                page?: number;
                per_page?: number;
                cursor?: string;
                scope?: "open" | "enrolled" | "own" | "all" | "deleted";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Courses"];
                };
            };
            /** @description No token or API key, one that is not valid any more, or wrong credentials */
            401: {
                headers: {
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller lacks the role or a recent sign-in, or the API key the scope */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Fields need attention */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["TooMany"];
            /** @description The database does not answer, or what counts the attempts */
            503: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    courses_create: {
        parameters: {
            query?: never;
            header?: {
                /** @description A repeated call answers what the first one did and changes nothing more. */
                "idempotency-key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CourseIn"];
            };
        };
        responses: {
            /** @description Successful response */
            201: {
                headers: {
                    "Idempotent-Replayed"?: "true";
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CourseDraft"];
                };
            };
            /** @description The body can't be read: no strict JSON, for one */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No token or API key, one that is not valid any more, or wrong credentials */
            401: {
                headers: {
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller lacks the role or a recent sign-in, or the API key the scope */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body came too slowly */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Against the present state */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is of another media type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Fields need attention */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["TooMany"];
            /** @description The database does not answer, or what counts the attempts */
            503: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    letters_list: {
        parameters: {
            query?: {
                per_page?: number;
                cursor?: string;
                state?: "waiting" | "sent" | "given_up";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Letters"];
                };
            };
            /** @description No token or API key, one that is not valid any more, or wrong credentials */
            401: {
                headers: {
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller lacks the role or a recent sign-in, or the API key the scope */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Fields need attention */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["TooMany"];
            /** @description The database does not answer, or what counts the attempts */
            503: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    health_ready: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Health"];
                };
            };
            /** @description The database does not answer, or what counts the attempts */
            503: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    products_list: {
        parameters: {
            query?: {
                page?: number;
                per_page?: number;
                cursor?: string;
                scope?: "listed" | "own";
                search?: string;
                category_id?: number;
                brand_id?: number;
                seller_id?: number;
                min_price?: number;
                max_price?: number;
                in_stock?: boolean;
                sort_by?: "created_at" | "price" | "name" | "stock";
                sort_order?: "asc" | "desc";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProductPage"];
                };
            };
            /** @description No token or API key, one that is not valid any more, or wrong credentials */
            401: {
                headers: {
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller lacks the role or a recent sign-in, or the API key the scope */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Fields need attention */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["TooMany"];
            /** @description The database does not answer, or what counts the attempts */
            503: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    products_create: {
        parameters: {
            query?: never;
            header?: {
                /** @description A repeated call answers what the first one did and changes nothing more. */
                "idempotency-key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ProductIn"];
            };
        };
        responses: {
            /** @description Successful response */
            201: {
                headers: {
                    "Idempotent-Replayed"?: "true";
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Product"];
                };
            };
            /** @description The body can't be read: no strict JSON, for one */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No token or API key, one that is not valid any more, or wrong credentials */
            401: {
                headers: {
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller lacks the role or a recent sign-in, or the API key the scope */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body came too slowly */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Against the present state */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is of another media type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Fields need attention */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["TooMany"];
            /** @description The database does not answer, or what counts the attempts */
            503: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    auth_login: {
        parameters: {
            query?: never;
            header?: {
                /** @description A repeated call answers what the first one did and changes nothing more. */
                "idempotency-key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SignIn"];
            };
        };
        responses: {
            /** @description Successful response */
            200: {
                headers: {
                    "Idempotent-Replayed"?: "true";
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SignedIn"];
                };
            };
            /** @description The body can't be read: no strict JSON, for one */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No token or API key, one that is not valid any more, or wrong credentials */
            401: {
                headers: {
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body came too slowly */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Against the present state */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is of another media type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Fields need attention */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["TooMany"];
            /** @description The database does not answer, or what counts the attempts */
            503: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    audit_show_head: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Head"];
                };
            };
            /** @description No token or API key, one that is not valid any more, or wrong credentials */
            401: {
                headers: {
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller lacks the role or a recent sign-in, or the API key the scope */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["TooMany"];
            /** @description The database does not answer, or what counts the attempts */
            503: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    auth_logout: {
        parameters: {
            query?: never;
            header?: {
                /** @description A repeated call answers what the first one did and changes nothing more. */
                "idempotency-key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful response */
            200: {
                headers: {
                    "Idempotent-Replayed"?: "true";
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Message"];
                };
            };
            /** @description No token or API key, one that is not valid any more, or wrong credentials */
            401: {
                headers: {
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller lacks the role or a recent sign-in, or the API key the scope */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Against the present state */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Fields need attention */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["TooMany"];
            /** @description The database does not answer, or what counts the attempts */
            503: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    accounts_verify: {
        parameters: {
            query?: never;
            header?: {
                /** @description A repeated call answers what the first one did and changes nothing more. */
                "idempotency-key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Verification"];
            };
        };
        responses: {
            /** @description Successful response */
            200: {
                headers: {
                    "Idempotent-Replayed"?: "true";
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Verified"];
                };
            };
            /** @description The body can't be read: no strict JSON, for one */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body came too slowly */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Against the present state */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A link that has expired or was used, or a certificate that was revoked */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is of another media type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Fields need attention */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["TooMany"];
            /** @description The database does not answer, or what counts the attempts */
            503: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    auth_refresh: {
        parameters: {
            query?: never;
            header?: {
                /** @description A repeated call answers what the first one did and changes nothing more. */
                "idempotency-key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["Refresh"];
            };
        };
        responses: {
            /** @description Successful response */
            200: {
                headers: {
                    "Idempotent-Replayed"?: "true";
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SignedIn"];
                };
            };
            /** @description The body can't be read: no strict JSON, for one */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No token or API key, one that is not valid any more, or wrong credentials */
            401: {
                headers: {
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body came too slowly */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Against the present state */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is of another media type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Fields need attention */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["TooMany"];
            /** @description The database does not answer, or what counts the attempts */
            503: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    avatars_remove: {
        parameters: {
            query?: never;
            header?: {
                /** @description A repeated call answers what the first one did and changes nothing more. */
                "idempotency-key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful response */
            200: {
                headers: {
                    "Idempotent-Replayed"?: "true";
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Message"];
                };
            };
            /** @description No token or API key, one that is not valid any more, or wrong credentials */
            401: {
                headers: {
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller lacks the role or a recent sign-in, or the API key the scope */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Against the present state */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Fields need attention */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["TooMany"];
            /** @description The database does not answer, or what counts the attempts */
            503: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    transactions_list: {
        parameters: {
            query?: {
                per_page?: number;
                cursor?: string;
                scope?: "own" | "sales" | "all";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SalePage"];
                };
            };
            /** @description No token or API key, one that is not valid any more, or wrong credentials */
            401: {
                headers: {
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller lacks the role or a recent sign-in, or the API key the scope */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Fields need attention */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["TooMany"];
            /** @description The database does not answer, or what counts the attempts */
            503: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    transactions_create: {
        parameters: {
            query?: {
                /** @deprecated */
                dry_run?: boolean;
            };
            header?: {
                /** @description A repeated call answers what the first one did and changes nothing more. */
                "idempotency-key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Basket"];
            };
        };
        responses: {
            /** @description A quote, with dry_run=true */
            200: {
                headers: {
                    "Idempotent-Replayed"?: "true";
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Quote"];
                };
            };
            /** @description The sale */
            201: {
                headers: {
                    "Idempotent-Replayed"?: "true";
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Sale"];
                };
            };
            /** @description The body can't be read: no strict JSON, for one */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No token or API key, one that is not valid any more, or wrong credentials */
            401: {
                headers: {
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller lacks the role or a recent sign-in, or the API key the scope */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body came too slowly */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Against the present state */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is of another media type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Fields need attention */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["TooMany"];
            /** @description The database does not answer, or what counts the attempts */
            503: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    certificates_list: {
        parameters: {
            query?: {
                per_page?: number;
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Certificates"];
                };
            };
            /** @description No token or API key, one that is not valid any more, or wrong credentials */
            401: {
                headers: {
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller lacks the role or a recent sign-in, or the API key the scope */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Fields need attention */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["TooMany"];
            /** @description The database does not answer, or what counts the attempts */
            503: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    audit_export_entries: {
        parameters: {
            query?: {
                from?: string;
                to?: string;
                user_id?: number;
                key_id?: number;
                table?: string;
                row_id?: string;
                operation?: "INSERT" | "UPDATE" | "DELETE" | "DENIED";
                request_id?: string;
                address?: string;
                format?: "csv" | "json";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The file */
            200: {
                headers: {
                    "Content-Disposition": string;
                    [name: string]: unknown;
                };
                content: {
                    "text/csv": string;
                    "application/json": {
                        /** Entries */
                        entries: components["schemas"]["Entry"][];
                    };
                };
            };
            /** @description No token or API key, one that is not valid any more, or wrong credentials */
            401: {
                headers: {
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller lacks the role or a recent sign-in, or the API key the scope */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Fields need attention */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["TooMany"];
            /** @description The database does not answer, or what counts the attempts */
            503: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    auth_register: {
        parameters: {
            query?: never;
            header?: {
                /** @description A repeated call answers what the first one did and changes nothing more. */
                "idempotency-key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SignUp"];
            };
        };
        responses: {
            /** @description Successful response */
            201: {
                headers: {
                    "Idempotent-Replayed"?: "true";
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SignedIn"];
                };
            };
            /** @description The body can't be read: no strict JSON, for one */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body came too slowly */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Against the present state */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is of another media type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Fields need attention */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["TooMany"];
            /** @description The database does not answer, or what counts the attempts */
            503: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    auth_list_sessions: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Sessions"];
                };
            };
            /** @description No token or API key, one that is not valid any more, or wrong credentials */
            401: {
                headers: {
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller lacks the role or a recent sign-in, or the API key the scope */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["TooMany"];
            /** @description The database does not answer, or what counts the attempts */
            503: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    auth_end_sessions: {
        parameters: {
            query?: never;
            header?: {
                /** @description A repeated call answers what the first one did and changes nothing more. */
                "idempotency-key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["EndOfSessions"];
            };
        };
        responses: {
            /** @description Successful response */
            200: {
                headers: {
                    "Idempotent-Replayed"?: "true";
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Ended"];
                };
            };
            /** @description The body can't be read: no strict JSON, for one */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No token or API key, one that is not valid any more, or wrong credentials */
            401: {
                headers: {
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller lacks the role or a recent sign-in, or the API key the scope */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body came too slowly */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Against the present state */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is of another media type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Fields need attention */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["TooMany"];
            /** @description The database does not answer, or what counts the attempts */
            503: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    developer_make_key: {
        parameters: {
            query?: never;
            header?: {
                /** @description A repeated call answers what the first one did and changes nothing more. */
                "idempotency-key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["ApiKeyIn"];
            };
        };
        responses: {
            /** @description Successful response */
            201: {
                headers: {
                    "Idempotent-Replayed"?: "true";
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NewApiKey"];
                };
            };
            /** @description An admin has to grant the role developer first (`DEVELOPER_ROLE=review`) */
            202: {
                headers: {
                    "Idempotent-Replayed"?: "true";
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RoleRequest"];
                };
            };
            /** @description The body can't be read: no strict JSON, for one */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No token or API key, one that is not valid any more, or wrong credentials */
            401: {
                headers: {
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller lacks the role or a recent sign-in, or the API key the scope */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body came too slowly */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Against the present state */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is of another media type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Fields need attention */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["TooMany"];
            /** @description The database does not answer, or what counts the attempts */
            503: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    users_show_profile: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OwnProfile"];
                };
            };
            /** @description No token or API key, one that is not valid any more, or wrong credentials */
            401: {
                headers: {
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller lacks the role or a recent sign-in, or the API key the scope */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["TooMany"];
            /** @description The database does not answer, or what counts the attempts */
            503: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    users_change_profile: {
        parameters: {
            query?: never;
            header?: {
                /** @description A repeated call answers what the first one did and changes nothing more. */
                "idempotency-key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["ProfileChange"];
            };
        };
        responses: {
            /** @description Successful response */
            200: {
                headers: {
                    "Idempotent-Replayed"?: "true";
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OwnProfile"];
                };
            };
            /** @description The body can't be read: no strict JSON, for one */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No token or API key, one that is not valid any more, or wrong credentials */
            401: {
                headers: {
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller lacks the role or a recent sign-in, or the API key the scope */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body came too slowly */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Against the present state */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is of another media type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Fields need attention */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["TooMany"];
            /** @description The database does not answer, or what counts the attempts */
            503: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    developer_list_keys: {
        parameters: {
            query?: {
                page?: number;
                per_page?: number;
                cursor?: string;
                user_id?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiKeyPage"];
                };
            };
            /** @description No token or API key, one that is not valid any more, or wrong credentials */
            401: {
                headers: {
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller lacks the role or a recent sign-in, or the API key the scope */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Fields need attention */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["TooMany"];
            /** @description The database does not answer, or what counts the attempts */
            503: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    products_look_up: {
        parameters: {
            query: {
                code: string;
                seller_id?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Product"];
                };
            };
            /** @description No such row, or not the caller's */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Fields need attention */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["TooMany"];
            /** @description The database does not answer, or what counts the attempts */
            503: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    brands_list: {
        parameters: {
            query?: {
                per_page?: number;
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Brands"];
                };
            };
            /** @description Fields need attention */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["TooMany"];
            /** @description The database does not answer, or what counts the attempts */
            503: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    brands_create: {
        parameters: {
            query?: never;
            header?: {
                /** @description A repeated call answers what the first one did and changes nothing more. */
                "idempotency-key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["BrandIn"];
            };
        };
        responses: {
            /** @description Successful response */
            201: {
                headers: {
                    "Idempotent-Replayed"?: "true";
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Brand"];
                };
            };
            /** @description The body can't be read: no strict JSON, for one */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No token or API key, one that is not valid any more, or wrong credentials */
            401: {
                headers: {
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller lacks the role or a recent sign-in, or the API key the scope */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body came too slowly */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Against the present state */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is of another media type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Fields need attention */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["TooMany"];
            /** @description The database does not answer, or what counts the attempts */
            503: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    sales_get: {
        parameters: {
            query?: {
                from?: string;
                to?: string;
                by?: "day" | "week" | "month";
                product_id?: number;
                category_id?: number;
                seller_id?: number;
                format?: "json" | "csv";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Sales"];
                    "text/csv": string;
                };
            };
            /** @description No token or API key, one that is not valid any more, or wrong credentials */
            401: {
                headers: {
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller lacks the role or a recent sign-in, or the API key the scope */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No such row, or not the caller's */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Fields need attention */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["TooMany"];
            /** @description The database does not answer, or what counts the attempts */
            503: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    accounts_send_verification: {
        parameters: {
            query?: never;
            header?: {
                /** @description A repeated call answers what the first one did and changes nothing more. */
                "idempotency-key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful response */
            202: {
                headers: {
                    "Idempotent-Replayed"?: "true";
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Message"];
                };
            };
            /** @description No token or API key, one that is not valid any more, or wrong credentials */
            401: {
                headers: {
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller lacks the role or a recent sign-in, or the API key the scope */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Against the present state */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Fields need attention */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["TooMany"];
            /** @description The database does not answer, or what counts the attempts */
            503: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    activities_list: {
        parameters: {
            query?: {
                page?: number;
                per_page?: number;
                cursor?: string;
                from?: string;
                to?: string;
                type?: "sign_up" | "sign_in" | "profile_changed" | "email_change_requested" | "email_changed" | "email_verified" | "password_reset_requested" | "password_reset" | "password_changed" | "second_factor_enabled" | "second_factor_disabled" | "second_factor_reset" | "second_factor_policy" | "recovery_code_used" | "recovery_codes_renewed" | "product_created" | "product_changed" | "product_deleted" | "product_viewed" | "category_created" | "category_changed" | "category_deleted" | "brand_created" | "brand_changed" | "brand_deleted" | "sale" | "import" | "export" | "analysis" | "course_created" | "course_changed" | "course_published" | "course_deleted" | "course_restored" | "course_enrolled" | "course_left" | "course_completed" | "quiz_submitted" | "progress_waived" | "learner_removed" | "learner_readmitted" | "quiz_allowed" | "certificate_reissued" | "certificate_revoked" | "api_key_created" | "api_key_changed" | "api_key_rotated" | "api_key_revoked" | "role_requested" | "role_request_withdrawn" | "role_granted" | "role_denied";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ActivityPage"];
                };
            };
            /** @description No token or API key, one that is not valid any more, or wrong credentials */
            401: {
                headers: {
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller lacks the role or a recent sign-in, or the API key the scope */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Fields need attention */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["TooMany"];
            /** @description The database does not answer, or what counts the attempts */
            503: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    certificates_list_keys: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Keys"];
                };
            };
            429: components["responses"]["TooMany"];
            /** @description The database does not answer, or what counts the attempts */
            503: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    analytics_cohorts: {
        parameters: {
            query: {
                course_id: number;
                format?: "json" | "csv";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CohortsOfCourse"];
                    "text/csv": string;
                };
            };
            /** @description No token or API key, one that is not valid any more, or wrong credentials */
            401: {
                headers: {
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller lacks the role or a recent sign-in, or the API key the scope */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No such row, or not the caller's */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Fields need attention */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["TooMany"];
            /** @description The database does not answer, or what counts the attempts */
            503: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    analyses_analyze: {
        parameters: {
            query?: {
                include_forecast?: boolean;
                include_visualizations?: boolean;
                export_format?: "json" | "csv";
                horizon?: number;
                tier?: "fast" | "best";
                frequency?: "hour" | "day" | "business_day" | "week" | "month" | "quarter" | "year";
                date?: string;
                series?: string[];
                value?: string[];
                aggregate?: "sum" | "mean";
                fill?: "zero" | "interpolate";
                day_order?: "day_first" | "month_first";
                through?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "multipart/form-data": components["schemas"]["AnalyzeForm"];
            };
        };
        responses: {
            /** @description Successful response */
            200: {
                headers: {
                    /** @description The same for the same file and parameters; with If-None-Match nothing is sent again. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Analysis"];
                    "text/csv": string;
                };
            };
            /** @description The client has it already */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The body can't be read: no strict JSON, for one */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No token or API key, one that is not valid any more, or wrong credentials */
            401: {
                headers: {
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller lacks the role or a recent sign-in, or the API key the scope */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body came too slowly */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is of another media type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Fields need attention */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["TooMany"];
            /** @description The database does not answer, or what counts the attempts */
            503: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    jobs_show: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                job_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Job"];
                };
            };
            /** @description No token or API key, one that is not valid any more, or wrong credentials */
            401: {
                headers: {
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller lacks the role or a recent sign-in, or the API key the scope */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No such row, or not the caller's */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["TooMany"];
            /** @description The database does not answer, or what counts the attempts */
            503: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    second_factor_show_state: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["State"];
                };
            };
            /** @description No token or API key, one that is not valid any more, or wrong credentials */
            401: {
                headers: {
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller lacks the role or a recent sign-in, or the API key the scope */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["TooMany"];
            /** @description The database does not answer, or what counts the attempts */
            503: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    second_factor_begin: {
        parameters: {
            query?: never;
            header?: {
                /** @description A repeated call answers what the first one did and changes nothing more. */
                "idempotency-key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Beginning"];
            };
        };
        responses: {
            /** @description Successful response */
            201: {
                headers: {
                    "Idempotent-Replayed"?: "true";
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Begun"];
                };
            };
            /** @description The body can't be read: no strict JSON, for one */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No token or API key, one that is not valid any more, or wrong credentials */
            401: {
                headers: {
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller lacks the role or a recent sign-in, or the API key the scope */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body came too slowly */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Against the present state */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is of another media type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Fields need attention */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["TooMany"];
            /** @description The database does not answer, or what counts the attempts */
            503: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    second_factor_remove: {
        parameters: {
            query?: never;
            header?: {
                /** @description A repeated call answers what the first one did and changes nothing more. */
                "idempotency-key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["BothFactors"];
            };
        };
        responses: {
            /** @description Successful response */
            200: {
                headers: {
                    "Idempotent-Replayed"?: "true";
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Message"];
                };
            };
            /** @description The body can't be read: no strict JSON, for one */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No token or API key, one that is not valid any more, or wrong credentials */
            401: {
                headers: {
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller lacks the role or a recent sign-in, or the API key the scope */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body came too slowly */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Against the present state */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is of another media type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Fields need attention */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["TooMany"];
            /** @description The database does not answer, or what counts the attempts */
            503: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    developer_show_own_key: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OwnApiKey"];
                };
            };
            /** @description No token or API key, one that is not valid any more, or wrong credentials */
            401: {
                headers: {
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller lacks the role or a recent sign-in, or the API key the scope */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["TooMany"];
            /** @description The database does not answer, or what counts the attempts */
            503: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    transactions_quote: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Basket"];
            };
        };
        responses: {
            /** @description Successful response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Quote"];
                };
            };
            /** @description The body can't be read: no strict JSON, for one */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No token or API key, one that is not valid any more, or wrong credentials */
            401: {
                headers: {
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller lacks the role or a recent sign-in, or the API key the scope */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body came too slowly */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Against the present state */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is of another media type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Fields need attention */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["TooMany"];
            /** @description The database does not answer, or what counts the attempts */
            503: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    sales_forecast: {
        parameters: {
            query?: {
                per_page?: number;
                cursor?: string;
                horizon?: number;
                tier?: "fast" | "best";
                product_id?: number;
                category_id?: number;
                seller_id?: number;
                lead_time_days?: number;
                review_days?: number;
                service_level?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Forecasts"];
                };
            };
            /** @description No token or API key, one that is not valid any more, or wrong credentials */
            401: {
                headers: {
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller lacks the role or a recent sign-in, or the API key the scope */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No such row, or not the caller's */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Fields need attention */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["TooMany"];
            /** @description The database does not answer, or what counts the attempts */
            503: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    accounts_reset_password: {
        parameters: {
            query?: never;
            header?: {
                /** @description A repeated call answers what the first one did and changes nothing more. */
                "idempotency-key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Reset"];
            };
        };
        responses: {
            /** @description Successful response */
            200: {
                headers: {
                    "Idempotent-Replayed"?: "true";
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ResetDone"];
                };
            };
            /** @description The body can't be read: no strict JSON, for one */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body came too slowly */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Against the present state */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A link that has expired or was used, or a certificate that was revoked */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is of another media type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Fields need attention */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["TooMany"];
            /** @description The database does not answer, or what counts the attempts */
            503: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    users_confirm_email: {
        parameters: {
            query?: never;
            header?: {
                /** @description A repeated call answers what the first one did and changes nothing more. */
                "idempotency-key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["EmailConfirmation"];
            };
        };
        responses: {
            /** @description Successful response */
            200: {
                headers: {
                    "Idempotent-Replayed"?: "true";
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Confirmed"];
                };
            };
            /** @description The body can't be read: no strict JSON, for one */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body came too slowly */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Against the present state */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A link that has expired or was used, or a certificate that was revoked */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is of another media type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Fields need attention */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["TooMany"];
            /** @description The database does not answer, or what counts the attempts */
            503: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    users_administer: {
        parameters: {
            query?: never;
            header?: {
                /** @description A repeated call answers what the first one did and changes nothing more. */
                "idempotency-key"?: string;
            };
            path: {
                user_id: number;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["Administration"];
            };
        };
        responses: {
            /** @description Successful response */
            200: {
                headers: {
                    "Idempotent-Replayed"?: "true";
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Profile"];
                };
            };
            /** @description The body can't be read: no strict JSON, for one */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No token or API key, one that is not valid any more, or wrong credentials */
            401: {
                headers: {
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller lacks the role or a recent sign-in, or the API key the scope */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No such row, or not the caller's */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body came too slowly */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Against the present state */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is of another media type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Fields need attention */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["TooMany"];
            /** @description The database does not answer, or what counts the attempts */
            503: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    avatars_upload: {
        parameters: {
            query?: never;
            header?: {
                /** @description A repeated call answers what the first one did and changes nothing more. */
                "idempotency-key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "multipart/form-data": components["schemas"]["AvatarForm"];
            };
        };
        responses: {
            /** @description Successful response */
            200: {
                headers: {
                    "Idempotent-Replayed"?: "true";
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Avatar"];
                };
            };
            /** @description The body can't be read: no strict JSON, for one */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No token or API key, one that is not valid any more, or wrong credentials */
            401: {
                headers: {
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller lacks the role or a recent sign-in, or the API key the scope */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body came too slowly */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Against the present state */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is of another media type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Fields need attention */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["TooMany"];
            /** @description The database does not answer, or what counts the attempts */
            503: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    role_requests_list: {
        parameters: {
            query?: {
                page?: number;
                per_page?: number;
                cursor?: string;
                state?: "pending" | "granted" | "denied" | "withdrawn";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RoleRequestPage"];
                };
            };
            /** @description No token or API key, one that is not valid any more, or wrong credentials */
            401: {
                headers: {
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller lacks the role or a recent sign-in, or the API key the scope */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Fields need attention */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["TooMany"];
            /** @description The database does not answer, or what counts the attempts */
            503: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    role_requests_ask: {
        parameters: {
            query?: never;
            header?: {
                /** @description A repeated call answers what the first one did and changes nothing more. */
                "idempotency-key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Asking"];
            };
        };
        responses: {
            /** @description Successful response */
            201: {
                headers: {
                    "Idempotent-Replayed"?: "true";
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RoleRequest"];
                };
            };
            /** @description The body can't be read: no strict JSON, for one */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No token or API key, one that is not valid any more, or wrong credentials */
            401: {
                headers: {
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller lacks the role or a recent sign-in, or the API key the scope */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body came too slowly */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Against the present state */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is of another media type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Fields need attention */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["TooMany"];
            /** @description The database does not answer, or what counts the attempts */
            503: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    categories_list: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Categories"];
                };
            };
            429: components["responses"]["TooMany"];
            /** @description The database does not answer, or what counts the attempts */
            503: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    categories_create: {
        parameters: {
            query?: never;
            header?: {
                /** @description A repeated call answers what the first one did and changes nothing more. */
                "idempotency-key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CategoryIn"];
            };
        };
        responses: {
            /** @description Successful response */
            201: {
                headers: {
                    "Idempotent-Replayed"?: "true";
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CategoryWithPath"];
                };
            };
            /** @description The body can't be read: no strict JSON, for one */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No token or API key, one that is not valid any more, or wrong credentials */
            401: {
                headers: {
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller lacks the role or a recent sign-in, or the API key the scope */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body came too slowly */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Against the present state */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is of another media type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Fields need attention */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["TooMany"];
            /** @description The database does not answer, or what counts the attempts */
            503: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    product_imports_import_csv: {
        parameters: {
            query?: {
                dry_run?: boolean;
                mode?: "upsert" | "create";
            };
            header?: {
                /** @description A repeated call answers what the first one did and changes nothing more. */
                "idempotency-key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "multipart/form-data": components["schemas"]["ImportForm"];
            };
        };
        responses: {
            /** @description Successful response */
            200: {
                headers: {
                    "Idempotent-Replayed"?: "true";
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Import"];
                };
            };
            /** @description A larger file, which a job takes in */
            202: {
                headers: {
                    /** @description Where its report stands. */
                    Location?: string;
                    "Idempotent-Replayed"?: "true";
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Import"];
                };
            };
            /** @description The body can't be read: no strict JSON, for one */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No token or API key, one that is not valid any more, or wrong credentials */
            401: {
                headers: {
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller lacks the role or a recent sign-in, or the API key the scope */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body came too slowly */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Against the present state */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is of another media type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Fields need attention */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["TooMany"];
            /** @description The database does not answer, or what counts the attempts */
            503: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    certificates_show_issuer: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Issuer"];
                };
            };
            429: components["responses"]["TooMany"];
            /** @description The database does not answer, or what counts the attempts */
            503: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    accounts_forget_password: {
        parameters: {
            query?: never;
            header?: {
                /** @description A repeated call answers what the first one did and changes nothing more. */
                "idempotency-key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Forgotten"];
            };
        };
        responses: {
            /** @description Successful response */
            202: {
                headers: {
                    "Idempotent-Replayed"?: "true";
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Message"];
                };
            };
            /** @description The body can't be read: no strict JSON, for one */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body came too slowly */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Against the present state */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is of another media type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Fields need attention */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["TooMany"];
            /** @description The database does not answer, or what counts the attempts */
            503: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    accounts_change_password: {
        parameters: {
            query?: never;
            header?: {
                /** @description A repeated call answers what the first one did and changes nothing more. */
                "idempotency-key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PasswordChange"];
            };
        };
        responses: {
            /** @description Successful response */
            200: {
                headers: {
                    "Idempotent-Replayed"?: "true";
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SignedIn"];
                };
            };
            /** @description The body can't be read: no strict JSON, for one */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No token or API key, one that is not valid any more, or wrong credentials */
            401: {
                headers: {
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller lacks the role or a recent sign-in, or the API key the scope */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body came too slowly */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Against the present state */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is of another media type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Fields need attention */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["TooMany"];
            /** @description The database does not answer, or what counts the attempts */
            503: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    developer_report_key: {
        parameters: {
            query?: never;
            header?: {
                /** @description A repeated call answers what the first one did and changes nothing more. */
                "idempotency-key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["LeakReport"];
            };
        };
        responses: {
            /** @description Successful response */
            202: {
                headers: {
                    "Idempotent-Replayed"?: "true";
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Message"];
                };
            };
            /** @description The body can't be read: no strict JSON, for one */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body came too slowly */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Against the present state */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is of another media type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Fields need attention */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["TooMany"];
            /** @description The database does not answer, or what counts the attempts */
            503: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    certificates_list_revoked: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RevocationList"];
                };
            };
            429: components["responses"]["TooMany"];
            /** @description The database does not answer, or what counts the attempts */
            503: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    audit_show_entry: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                entry_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Entry"];
                };
            };
            /** @description No token or API key, one that is not valid any more, or wrong credentials */
            401: {
                headers: {
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller lacks the role or a recent sign-in, or the API key the scope */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No such row, or not the caller's */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["TooMany"];
            /** @description The database does not answer, or what counts the attempts */
            503: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    activities_export: {
        parameters: {
            query?: {
                from?: string;
                to?: string;
                type?: "sign_up" | "sign_in" | "profile_changed" | "email_change_requested" | "email_changed" | "email_verified" | "password_reset_requested" | "password_reset" | "password_changed" | "second_factor_enabled" | "second_factor_disabled" | "second_factor_reset" | "second_factor_policy" | "recovery_code_used" | "recovery_codes_renewed" | "product_created" | "product_changed" | "product_deleted" | "product_viewed" | "category_created" | "category_changed" | "category_deleted" | "brand_created" | "brand_changed" | "brand_deleted" | "sale" | "import" | "export" | "analysis" | "course_created" | "course_changed" | "course_published" | "course_deleted" | "course_restored" | "course_enrolled" | "course_left" | "course_completed" | "quiz_submitted" | "progress_waived" | "learner_removed" | "learner_readmitted" | "quiz_allowed" | "certificate_reissued" | "certificate_revoked" | "api_key_created" | "api_key_changed" | "api_key_rotated" | "api_key_revoked" | "role_requested" | "role_request_withdrawn" | "role_granted" | "role_denied";
                format?: "csv" | "json";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The file */
            200: {
                headers: {
                    "Content-Disposition": string;
                    [name: string]: unknown;
                };
                content: {
                    "text/csv": string;
                    "application/json": {
                        /** Activities */
                        activities: components["schemas"]["Activity"][];
                    };
                };
            };
            /** @description No token or API key, one that is not valid any more, or wrong credentials */
            401: {
                headers: {
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller lacks the role or a recent sign-in, or the API key the scope */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Fields need attention */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["TooMany"];
            /** @description The database does not answer, or what counts the attempts */
            503: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    imports_show: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                import_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Import"];
                };
            };
            /** @description No token or API key, one that is not valid any more, or wrong credentials */
            401: {
                headers: {
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller lacks the role or a recent sign-in, or the API key the scope */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No such row, or not the caller's */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["TooMany"];
            /** @description The database does not answer, or what counts the attempts */
            503: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    courses_show: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                course_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Outline"];
                };
            };
            /** @description The client has it already */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description No such row, or not the caller's */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["TooMany"];
            /** @description The database does not answer, or what counts the attempts */
            503: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    courses_change: {
        parameters: {
            query?: never;
            header?: {
                "if-match"?: string;
                /** @description A repeated call answers what the first one did and changes nothing more. */
                "idempotency-key"?: string;
            };
            path: {
                course_id: number;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["CourseChange"];
            };
        };
        responses: {
            /** @description Successful response */
            200: {
                headers: {
                    "Idempotent-Replayed"?: "true";
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CourseDraft"];
                };
            };
            /** @description The body can't be read: no strict JSON, for one */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No token or API key, one that is not valid any more, or wrong credentials */
            401: {
                headers: {
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller lacks the role or a recent sign-in, or the API key the scope */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No such row, or not the caller's */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body came too slowly */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Against the present state */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Changed since the client has read it */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is of another media type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Fields need attention */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["TooMany"];
            /** @description The database does not answer, or what counts the attempts */
            503: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    courses_remove: {
        parameters: {
            query?: never;
            header?: {
                "if-match"?: string;
                /** @description A repeated call answers what the first one did and changes nothing more. */
                "idempotency-key"?: string;
            };
            path: {
                course_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful response */
            200: {
                headers: {
                    "Idempotent-Replayed"?: "true";
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Message"];
                };
            };
            /** @description No token or API key, one that is not valid any more, or wrong credentials */
            401: {
                headers: {
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller lacks the role or a recent sign-in, or the API key the scope */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No such row, or not the caller's */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Against the present state */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Changed since the client has read it */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Fields need attention */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["TooMany"];
            /** @description The database does not answer, or what counts the attempts */
            503: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    analytics_user_progress: {
        parameters: {
            query?: {
                per_page?: number;
                cursor?: string;
                course_id?: number;
                format?: "json" | "csv";
                state?: "not_started" | "in_progress" | "completed" | "left";
                inactive_days?: number;
                scope?: "learners" | "own" | "all";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProgressOfPeople"];
                    "text/csv": string;
                };
            };
            /** @description No token or API key, one that is not valid any more, or wrong credentials */
            401: {
                headers: {
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller lacks the role or a recent sign-in, or the API key the scope */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No such row, or not the caller's */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Fields need attention */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["TooMany"];
            /** @description The database does not answer, or what counts the attempts */
            503: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    jobs_retry: {
        parameters: {
            query?: never;
            header?: {
                /** @description A repeated call answers what the first one did and changes nothing more. */
                "idempotency-key"?: string;
            };
            path: {
                job_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful response */
            200: {
                headers: {
                    "Idempotent-Replayed"?: "true";
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Job"];
                };
            };
            /** @description No token or API key, one that is not valid any more, or wrong credentials */
            401: {
                headers: {
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller lacks the role or a recent sign-in, or the API key the scope */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No such row, or not the caller's */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Against the present state */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Fields need attention */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["TooMany"];
            /** @description The database does not answer, or what counts the attempts */
            503: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    product_imports_import_template: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A CSV file with two example rows */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/csv": string;
                };
            };
            /** @description No token or API key, one that is not valid any more, or wrong credentials */
            401: {
                headers: {
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller lacks the role or a recent sign-in, or the API key the scope */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["TooMany"];
            /** @description The database does not answer, or what counts the attempts */
            503: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    second_factor_show_policy: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Policy"];
                };
            };
            /** @description No token or API key, one that is not valid any more, or wrong credentials */
            401: {
                headers: {
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller lacks the role or a recent sign-in, or the API key the scope */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["TooMany"];
            /** @description The database does not answer, or what counts the attempts */
            503: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    second_factor_change_policy: {
        parameters: {
            query?: never;
            header?: {
                /** @description A repeated call answers what the first one did and changes nothing more. */
                "idempotency-key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PolicyChange"];
            };
        };
        responses: {
            /** @description Successful response */
            200: {
                headers: {
                    "Idempotent-Replayed"?: "true";
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Policy"];
                };
            };
            /** @description The body can't be read: no strict JSON, for one */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No token or API key, one that is not valid any more, or wrong credentials */
            401: {
                headers: {
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller lacks the role or a recent sign-in, or the API key the scope */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body came too slowly */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Against the present state */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is of another media type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Fields need attention */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["TooMany"];
            /** @description The database does not answer, or what counts the attempts */
            503: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    products_show: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                product_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Product"];
                };
            };
            /** @description The client has it already */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description No such row, or not the caller's */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["TooMany"];
            /** @description The database does not answer, or what counts the attempts */
            503: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    products_change: {
        parameters: {
            query?: never;
            header?: {
                "if-match"?: string;
                /** @description A repeated call answers what the first one did and changes nothing more. */
                "idempotency-key"?: string;
            };
            path: {
                product_id: number;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["ProductChange"];
            };
        };
        responses: {
            /** @description Successful response */
            200: {
                headers: {
                    "Idempotent-Replayed"?: "true";
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Product"];
                };
            };
            /** @description The body can't be read: no strict JSON, for one */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No token or API key, one that is not valid any more, or wrong credentials */
            401: {
                headers: {
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller lacks the role or a recent sign-in, or the API key the scope */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No such row, or not the caller's */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body came too slowly */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Against the present state */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Changed since the client has read it */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is of another media type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Fields need attention */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["TooMany"];
            /** @description The database does not answer, or what counts the attempts */
            503: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    products_remove: {
        parameters: {
            query?: never;
            header?: {
                "if-match"?: string;
                /** @description A repeated call answers what the first one did and changes nothing more. */
                "idempotency-key"?: string;
            };
            path: {
                product_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful response */
            200: {
                headers: {
                    "Idempotent-Replayed"?: "true";
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Message"];
                };
            };
            /** @description No token or API key, one that is not valid any more, or wrong credentials */
            401: {
                headers: {
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller lacks the role or a recent sign-in, or the API key the scope */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No such row, or not the caller's */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Against the present state */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Changed since the client has read it */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Fields need attention */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["TooMany"];
            /** @description The database does not answer, or what counts the attempts */
            503: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    analytics_course_progress: {
        parameters: {
            query?: {
                per_page?: number;
                cursor?: string;
                course_id?: number;
                format?: "json" | "csv";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProgressOfCourses"];
                    "text/csv": string;
                };
            };
            /** @description No token or API key, one that is not valid any more, or wrong credentials */
            401: {
                headers: {
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller lacks the role or a recent sign-in, or the API key the scope */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No such row, or not the caller's */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Fields need attention */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["TooMany"];
            /** @description The database does not answer, or what counts the attempts */
            503: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    second_factor_confirm: {
        parameters: {
            query?: never;
            header?: {
                /** @description A repeated call answers what the first one did and changes nothing more. */
                "idempotency-key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Confirmation"];
            };
        };
        responses: {
            /** @description Successful response */
            200: {
                headers: {
                    "Idempotent-Replayed"?: "true";
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RecoveryCodes"];
                };
            };
            /** @description The body can't be read: no strict JSON, for one */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No token or API key, one that is not valid any more, or wrong credentials */
            401: {
                headers: {
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller lacks the role or a recent sign-in, or the API key the scope */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body came too slowly */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Against the present state */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is of another media type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Fields need attention */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["TooMany"];
            /** @description The database does not answer, or what counts the attempts */
            503: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    certificates_show_key: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                key_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Key"];
                };
            };
            /** @description No such row, or not the caller's */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["TooMany"];
            /** @description The database does not answer, or what counts the attempts */
            503: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    analytics_completion_rates: {
        parameters: {
            query?: {
                per_page?: number;
                cursor?: string;
                course_id?: number;
                format?: "json" | "csv";
                by?: "course" | "month";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RatesOfCourses"];
                    "text/csv": string;
                };
            };
            /** @description No token or API key, one that is not valid any more, or wrong credentials */
            401: {
                headers: {
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller lacks the role or a recent sign-in, or the API key the scope */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No such row, or not the caller's */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Fields need attention */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["TooMany"];
            /** @description The database does not answer, or what counts the attempts */
            503: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    analytics_course_engagement: {
        parameters: {
            query?: {
                per_page?: number;
                cursor?: string;
                course_id?: number;
                format?: "json" | "csv";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EngagementOfCourses"];
                    "text/csv": string;
                };
            };
            /** @description No token or API key, one that is not valid any more, or wrong credentials */
            401: {
                headers: {
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller lacks the role or a recent sign-in, or the API key the scope */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No such row, or not the caller's */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Fields need attention */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["TooMany"];
            /** @description The database does not answer, or what counts the attempts */
            503: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    imports_list_failed_rows: {
        parameters: {
            query?: {
                per_page?: number;
                cursor?: string;
            };
            header?: never;
            path: {
                import_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailedRowPage"];
                };
            };
            /** @description No token or API key, one that is not valid any more, or wrong credentials */
            401: {
                headers: {
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller lacks the role or a recent sign-in, or the API key the scope */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No such row, or not the caller's */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Fields need attention */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["TooMany"];
            /** @description The database does not answer, or what counts the attempts */
            503: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    course_drafts_show: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                course_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CourseDraft"];
                };
            };
            /** @description The client has it already */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description No token or API key, one that is not valid any more, or wrong credentials */
            401: {
                headers: {
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller lacks the role or a recent sign-in, or the API key the scope */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No such row, or not the caller's */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["TooMany"];
            /** @description The database does not answer, or what counts the attempts */
            503: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    brands_show: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                brand_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Brand"];
                };
            };
            /** @description No such row, or not the caller's */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["TooMany"];
            /** @description The database does not answer, or what counts the attempts */
            503: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    brands_change: {
        parameters: {
            query?: never;
            header?: {
                /** @description A repeated call answers what the first one did and changes nothing more. */
                "idempotency-key"?: string;
            };
            path: {
                brand_id: number;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["BrandChange"];
            };
        };
        responses: {
            /** @description Successful response */
            200: {
                headers: {
                    "Idempotent-Replayed"?: "true";
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Brand"];
                };
            };
            /** @description The body can't be read: no strict JSON, for one */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No token or API key, one that is not valid any more, or wrong credentials */
            401: {
                headers: {
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller lacks the role or a recent sign-in, or the API key the scope */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No such row, or not the caller's */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body came too slowly */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Against the present state */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is of another media type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Fields need attention */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["TooMany"];
            /** @description The database does not answer, or what counts the attempts */
            503: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    brands_remove: {
        parameters: {
            query?: never;
            header?: {
                /** @description A repeated call answers what the first one did and changes nothing more. */
                "idempotency-key"?: string;
            };
            path: {
                brand_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful response */
            200: {
                headers: {
                    "Idempotent-Replayed"?: "true";
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Message"];
                };
            };
            /** @description No token or API key, one that is not valid any more, or wrong credentials */
            401: {
                headers: {
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller lacks the role or a recent sign-in, or the API key the scope */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No such row, or not the caller's */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Against the present state */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Fields need attention */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["TooMany"];
            /** @description The database does not answer, or what counts the attempts */
            503: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    imports_follow: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                import_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description How far it is, about twice a second */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/event-stream": {
                        /** @enum {unknown} */
                        event?: "progress" | "done";
                        id?: string;
                        /** @description The import as JSON, without its failed rows. */
                        data?: string;
                    };
                };
            };
            /** @description No token or API key, one that is not valid any more, or wrong credentials */
            401: {
                headers: {
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller lacks the role or a recent sign-in, or the API key the scope */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No such row, or not the caller's */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["TooMany"];
            /** @description The database does not answer, or what counts the attempts */
            503: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    learners_enroll: {
        parameters: {
            query?: never;
            header?: {
                /** @description A repeated call answers what the first one did and changes nothing more. */
                "idempotency-key"?: string;
            };
            path: {
                course_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The caller was in it already */
            200: {
                headers: {
                    "Idempotent-Replayed"?: "true";
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CourseProgress"];
                };
            };
            /** @description Successful response */
            201: {
                headers: {
                    "Idempotent-Replayed"?: "true";
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CourseProgress"];
                };
            };
            /** @description No token or API key, one that is not valid any more, or wrong credentials */
            401: {
                headers: {
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller lacks the role or a recent sign-in, or the API key the scope */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No such row, or not the caller's */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Against the present state */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Fields need attention */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["TooMany"];
            /** @description The database does not answer, or what counts the attempts */
            503: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    learners_leave: {
        parameters: {
            query?: never;
            header?: {
                /** @description A repeated call answers what the first one did and changes nothing more. */
                "idempotency-key"?: string;
            };
            path: {
                course_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful response */
            204: {
                headers: {
                    "Idempotent-Replayed"?: "true";
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description No token or API key, one that is not valid any more, or wrong credentials */
            401: {
                headers: {
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller lacks the role or a recent sign-in, or the API key the scope */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No such row, or not the caller's */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Against the present state */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Fields need attention */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["TooMany"];
            /** @description The database does not answer, or what counts the attempts */
            503: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    developer_show_key: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                api_key_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiKey"];
                };
            };
            /** @description No token or API key, one that is not valid any more, or wrong credentials */
            401: {
                headers: {
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller lacks the role or a recent sign-in, or the API key the scope */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No such row, or not the caller's */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["TooMany"];
            /** @description The database does not answer, or what counts the attempts */
            503: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    developer_revoke_key: {
        parameters: {
            query?: never;
            header?: {
                /** @description A repeated call answers what the first one did and changes nothing more. */
                "idempotency-key"?: string;
            };
            path: {
                api_key_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful response */
            200: {
                headers: {
                    "Idempotent-Replayed"?: "true";
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiKey"];
                };
            };
            /** @description No token or API key, one that is not valid any more, or wrong credentials */
            401: {
                headers: {
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller lacks the role or a recent sign-in, or the API key the scope */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No such row, or not the caller's */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Against the present state */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Fields need attention */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["TooMany"];
            /** @description The database does not answer, or what counts the attempts */
            503: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    developer_change_key: {
        parameters: {
            query?: never;
            header?: {
                /** @description A repeated call answers what the first one did and changes nothing more. */
                "idempotency-key"?: string;
            };
            path: {
                api_key_id: number;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["ApiKeyChange"];
            };
        };
        responses: {
            /** @description Successful response */
            200: {
                headers: {
                    "Idempotent-Replayed"?: "true";
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiKey"];
                };
            };
            /** @description The body can't be read: no strict JSON, for one */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No token or API key, one that is not valid any more, or wrong credentials */
            401: {
                headers: {
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller lacks the role or a recent sign-in, or the API key the scope */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No such row, or not the caller's */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body came too slowly */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Against the present state */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is of another media type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Fields need attention */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["TooMany"];
            /** @description The database does not answer, or what counts the attempts */
            503: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    courses_restore: {
        parameters: {
            query?: never;
            header?: {
                /** @description A repeated call answers what the first one did and changes nothing more. */
                "idempotency-key"?: string;
            };
            path: {
                course_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful response */
            200: {
                headers: {
                    "Idempotent-Replayed"?: "true";
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CourseDraft"];
                };
            };
            /** @description No token or API key, one that is not valid any more, or wrong credentials */
            401: {
                headers: {
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller lacks the role or a recent sign-in, or the API key the scope */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No such row, or not the caller's */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Against the present state */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Fields need attention */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["TooMany"];
            /** @description The database does not answer, or what counts the attempts */
            503: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    course_drafts_arrange: {
        parameters: {
            query?: never;
            header?: {
                "if-match"?: string;
                /** @description A repeated call answers what the first one did and changes nothing more. */
                "idempotency-key"?: string;
            };
            path: {
                course_id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OutlineOrder"];
            };
        };
        responses: {
            /** @description Successful response */
            200: {
                headers: {
                    "Idempotent-Replayed"?: "true";
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Message"];
                };
            };
            /** @description The body can't be read: no strict JSON, for one */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No token or API key, one that is not valid any more, or wrong credentials */
            401: {
                headers: {
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller lacks the role or a recent sign-in, or the API key the scope */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No such row, or not the caller's */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body came too slowly */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Against the present state */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Changed since the client has read it */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is of another media type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Fields need attention */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["TooMany"];
            /** @description The database does not answer, or what counts the attempts */
            503: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    course_drafts_publish: {
        parameters: {
            query?: {
                dry_run?: boolean;
            };
            header?: {
                "if-match"?: string;
                /** @description A repeated call answers what the first one did and changes nothing more. */
                "idempotency-key"?: string;
            };
            path: {
                course_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Nothing has changed since that version, or nothing was asked to */
            200: {
                headers: {
                    "Idempotent-Replayed"?: "true";
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Published"];
                };
            };
            /** @description Successful response */
            201: {
                headers: {
                    "Idempotent-Replayed"?: "true";
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Published"];
                };
            };
            /** @description No token or API key, one that is not valid any more, or wrong credentials */
            401: {
                headers: {
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller lacks the role or a recent sign-in, or the API key the scope */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No such row, or not the caller's */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Against the present state */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Changed since the client has read it */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Fields need attention */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["TooMany"];
            /** @description The database does not answer, or what counts the attempts */
            503: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    images_add: {
        parameters: {
            query?: never;
            header?: {
                /** @description A repeated call answers what the first one did and changes nothing more. */
                "idempotency-key"?: string;
            };
            path: {
                product_id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "multipart/form-data": components["schemas"]["ImagesForm"];
            };
        };
        responses: {
            /** @description Successful response */
            201: {
                headers: {
                    "Idempotent-Replayed"?: "true";
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Images"];
                };
            };
            /** @description The body can't be read: no strict JSON, for one */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No token or API key, one that is not valid any more, or wrong credentials */
            401: {
                headers: {
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller lacks the role or a recent sign-in, or the API key the scope */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No such row, or not the caller's */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body came too slowly */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Against the present state */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is of another media type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Fields need attention */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["TooMany"];
            /** @description The database does not answer, or what counts the attempts */
            503: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    courses_list_versions: {
        parameters: {
            query?: {
                per_page?: number;
                cursor?: string;
            };
            header?: never;
            path: {
                course_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Versions"];
                };
            };
            /** @description No token or API key, one that is not valid any more, or wrong credentials */
            401: {
                headers: {
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller lacks the role or a recent sign-in, or the API key the scope */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No such row, or not the caller's */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Fields need attention */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["TooMany"];
            /** @description The database does not answer, or what counts the attempts */
            503: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    course_drafts_add_section: {
        parameters: {
            query?: never;
            header?: {
                "if-match"?: string;
                /** @description A repeated call answers what the first one did and changes nothing more. */
                "idempotency-key"?: string;
            };
            path: {
                course_id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SectionIn"];
            };
        };
        responses: {
            /** @description Successful response */
            201: {
                headers: {
                    "Idempotent-Replayed"?: "true";
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Section"];
                };
            };
            /** @description The body can't be read: no strict JSON, for one */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No token or API key, one that is not valid any more, or wrong credentials */
            401: {
                headers: {
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller lacks the role or a recent sign-in, or the API key the scope */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No such row, or not the caller's */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body came too slowly */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Against the present state */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Changed since the client has read it */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is of another media type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Fields need attention */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["TooMany"];
            /** @description The database does not answer, or what counts the attempts */
            503: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    course_drafts_add_content: {
        parameters: {
            query?: never;
            header?: {
                "if-match"?: string;
                /** @description A repeated call answers what the first one did and changes nothing more. */
                "idempotency-key"?: string;
            };
            path: {
                course_id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ContentIn"];
            };
        };
        responses: {
            /** @description Successful response */
            201: {
                headers: {
                    "Idempotent-Replayed"?: "true";
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WholeContent"];
                };
            };
            /** @description The body can't be read: no strict JSON, for one */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No token or API key, one that is not valid any more, or wrong credentials */
            401: {
                headers: {
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller lacks the role or a recent sign-in, or the API key the scope */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No such row, or not the caller's */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body came too slowly */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Against the present state */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Changed since the client has read it */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is of another media type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Fields need attention */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["TooMany"];
            /** @description The database does not answer, or what counts the attempts */
            503: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    learners_show_progress: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                course_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CourseProgress"];
                };
            };
            /** @description No token or API key, one that is not valid any more, or wrong credentials */
            401: {
                headers: {
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller lacks the role or a recent sign-in, or the API key the scope */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No such row, or not the caller's */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["TooMany"];
            /** @description The database does not answer, or what counts the attempts */
            503: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    learners_record_progress: {
        parameters: {
            query?: never;
            header?: {
                /** @description A repeated call answers what the first one did and changes nothing more. */
                "idempotency-key"?: string;
            };
            path: {
                course_id: number;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["ProgressIn"];
            };
        };
        responses: {
            /** @description Successful response */
            200: {
                headers: {
                    "Idempotent-Replayed"?: "true";
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CourseProgress"];
                };
            };
            /** @description The body can't be read: no strict JSON, for one */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No token or API key, one that is not valid any more, or wrong credentials */
            401: {
                headers: {
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller lacks the role or a recent sign-in, or the API key the scope */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No such row, or not the caller's */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body came too slowly */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Against the present state */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is of another media type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Fields need attention */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["TooMany"];
            /** @description The database does not answer, or what counts the attempts */
            503: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    auth_end_session: {
        parameters: {
            query?: never;
            header?: {
                /** @description A repeated call answers what the first one did and changes nothing more. */
                "idempotency-key"?: string;
            };
            path: {
                session_id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["Proof"];
            };
        };
        responses: {
            /** @description Successful response */
            200: {
                headers: {
                    "Idempotent-Replayed"?: "true";
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Message"];
                };
            };
            /** @description The body can't be read: no strict JSON, for one */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No token or API key, one that is not valid any more, or wrong credentials */
            401: {
                headers: {
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller lacks the role or a recent sign-in, or the API key the scope */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No such row, or not the caller's */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body came too slowly */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Against the present state */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is of another media type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Fields need attention */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["TooMany"];
            /** @description The database does not answer, or what counts the attempts */
            503: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    second_factor_renew_recovery_codes: {
        parameters: {
            query?: never;
            header?: {
                /** @description A repeated call answers what the first one did and changes nothing more. */
                "idempotency-key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["BothFactors"];
            };
        };
        responses: {
            /** @description Successful response */
            200: {
                headers: {
                    "Idempotent-Replayed"?: "true";
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RecoveryCodes"];
                };
            };
            /** @description The body can't be read: no strict JSON, for one */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No token or API key, one that is not valid any more, or wrong credentials */
            401: {
                headers: {
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller lacks the role or a recent sign-in, or the API key the scope */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body came too slowly */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Against the present state */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is of another media type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Fields need attention */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["TooMany"];
            /** @description The database does not answer, or what counts the attempts */
            503: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    second_factors_reset: {
        parameters: {
            query?: never;
            header?: {
                /** @description A repeated call answers what the first one did and changes nothing more. */
                "idempotency-key"?: string;
            };
            path: {
                user_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful response */
            200: {
                headers: {
                    "Idempotent-Replayed"?: "true";
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Message"];
                };
            };
            /** @description No token or API key, one that is not valid any more, or wrong credentials */
            401: {
                headers: {
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller lacks the role or a recent sign-in, or the API key the scope */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No such row, or not the caller's */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Against the present state */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Fields need attention */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["TooMany"];
            /** @description The database does not answer, or what counts the attempts */
            503: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    transactions_show: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                transaction_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SaleOf"];
                };
            };
            /** @description No token or API key, one that is not valid any more, or wrong credentials */
            401: {
                headers: {
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller lacks the role or a recent sign-in, or the API key the scope */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No such row, or not the caller's */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["TooMany"];
            /** @description The database does not answer, or what counts the attempts */
            503: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    imports_download_failed_rows: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                import_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The failed rows in the file's own columns, with a column that says why */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/csv": string;
                };
            };
            /** @description No token or API key, one that is not valid any more, or wrong credentials */
            401: {
                headers: {
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller lacks the role or a recent sign-in, or the API key the scope */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No such row, or not the caller's */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["TooMany"];
            /** @description The database does not answer, or what counts the attempts */
            503: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    course_statements_get: {
        parameters: {
            query?: {
                user?: "me";
            };
            header?: never;
            path: {
                course_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The file */
            200: {
                headers: {
                    "Content-Disposition": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        statements: Record<string, never>[];
                    };
                };
            };
            /** @description No token or API key, one that is not valid any more, or wrong credentials */
            401: {
                headers: {
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller lacks the role or a recent sign-in, or the API key the scope */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No such row, or not the caller's */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Fields need attention */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["TooMany"];
            /** @description The database does not answer, or what counts the attempts */
            503: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    role_requests_withdraw: {
        parameters: {
            query?: never;
            header?: {
                /** @description A repeated call answers what the first one did and changes nothing more. */
                "idempotency-key"?: string;
            };
            path: {
                request_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful response */
            200: {
                headers: {
                    "Idempotent-Replayed"?: "true";
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RoleRequest"];
                };
            };
            /** @description No token or API key, one that is not valid any more, or wrong credentials */
            401: {
                headers: {
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller lacks the role or a recent sign-in, or the API key the scope */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No such row, or not the caller's */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Against the present state */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Fields need attention */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["TooMany"];
            /** @description The database does not answer, or what counts the attempts */
            503: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    role_requests_decide: {
        parameters: {
            query?: never;
            header?: {
                /** @description A repeated call answers what the first one did and changes nothing more. */
                "idempotency-key"?: string;
            };
            path: {
                request_id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Decision"];
            };
        };
        responses: {
            /** @description Successful response */
            200: {
                headers: {
                    "Idempotent-Replayed"?: "true";
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RoleRequest"];
                };
            };
            /** @description The body can't be read: no strict JSON, for one */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No token or API key, one that is not valid any more, or wrong credentials */
            401: {
                headers: {
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller lacks the role or a recent sign-in, or the API key the scope */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No such row, or not the caller's */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body came too slowly */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Against the present state */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is of another media type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Fields need attention */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["TooMany"];
            /** @description The database does not answer, or what counts the attempts */
            503: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    categories_show: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                category_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CategoryWithPath"];
                };
            };
            /** @description No such row, or not the caller's */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["TooMany"];
            /** @description The database does not answer, or what counts the attempts */
            503: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    categories_change: {
        parameters: {
            query?: never;
            header?: {
                /** @description A repeated call answers what the first one did and changes nothing more. */
                "idempotency-key"?: string;
            };
            path: {
                category_id: number;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["CategoryChange"];
            };
        };
        responses: {
            /** @description Successful response */
            200: {
                headers: {
                    "Idempotent-Replayed"?: "true";
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CategoryWithPath"];
                };
            };
            /** @description The body can't be read: no strict JSON, for one */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No token or API key, one that is not valid any more, or wrong credentials */
            401: {
                headers: {
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller lacks the role or a recent sign-in, or the API key the scope */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No such row, or not the caller's */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body came too slowly */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Against the present state */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is of another media type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Fields need attention */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["TooMany"];
            /** @description The database does not answer, or what counts the attempts */
            503: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    categories_remove: {
        parameters: {
            query?: never;
            header?: {
                /** @description A repeated call answers what the first one did and changes nothing more. */
                "idempotency-key"?: string;
            };
            path: {
                category_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful response */
            200: {
                headers: {
                    "Idempotent-Replayed"?: "true";
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Message"];
                };
            };
            /** @description No token or API key, one that is not valid any more, or wrong credentials */
            401: {
                headers: {
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller lacks the role or a recent sign-in, or the API key the scope */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No such row, or not the caller's */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Against the present state */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Fields need attention */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["TooMany"];
            /** @description The database does not answer, or what counts the attempts */
            503: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    developer_rotate_key: {
        parameters: {
            query?: never;
            header?: {
                /** @description A repeated call answers what the first one did and changes nothing more. */
                "idempotency-key"?: string;
            };
            path: {
                api_key_id: number;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["Rotation"];
            };
        };
        responses: {
            /** @description Successful response */
            201: {
                headers: {
                    "Idempotent-Replayed"?: "true";
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NewApiKey"];
                };
            };
            /** @description The body can't be read: no strict JSON, for one */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No token or API key, one that is not valid any more, or wrong credentials */
            401: {
                headers: {
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller lacks the role or a recent sign-in, or the API key the scope */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No such row, or not the caller's */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body came too slowly */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Against the present state */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is of another media type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Fields need attention */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["TooMany"];
            /** @description The database does not answer, or what counts the attempts */
            503: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    images_arrange: {
        parameters: {
            query?: never;
            header?: {
                /** @description A repeated call answers what the first one did and changes nothing more. */
                "idempotency-key"?: string;
            };
            path: {
                product_id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Order"];
            };
        };
        responses: {
            /** @description Successful response */
            200: {
                headers: {
                    "Idempotent-Replayed"?: "true";
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Images"];
                };
            };
            /** @description The body can't be read: no strict JSON, for one */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No token or API key, one that is not valid any more, or wrong credentials */
            401: {
                headers: {
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller lacks the role or a recent sign-in, or the API key the scope */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No such row, or not the caller's */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body came too slowly */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Against the present state */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is of another media type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Fields need attention */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["TooMany"];
            /** @description The database does not answer, or what counts the attempts */
            503: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    courses_show_version: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                course_id: number;
                number: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WholeVersion"];
                };
            };
            /** @description No token or API key, one that is not valid any more, or wrong credentials */
            401: {
                headers: {
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller lacks the role or a recent sign-in, or the API key the scope */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No such row, or not the caller's */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["TooMany"];
            /** @description The database does not answer, or what counts the attempts */
            503: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    images_remove: {
        parameters: {
            query?: never;
            header?: {
                /** @description A repeated call answers what the first one did and changes nothing more. */
                "idempotency-key"?: string;
            };
            path: {
                product_id: number;
                image_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful response */
            200: {
                headers: {
                    "Idempotent-Replayed"?: "true";
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Images"];
                };
            };
            /** @description No token or API key, one that is not valid any more, or wrong credentials */
            401: {
                headers: {
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller lacks the role or a recent sign-in, or the API key the scope */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No such row, or not the caller's */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Against the present state */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Fields need attention */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["TooMany"];
            /** @description The database does not answer, or what counts the attempts */
            503: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    courses_read_content: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                course_id: number;
                content_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReadContent"];
                };
            };
            /** @description No token or API key, one that is not valid any more, or wrong credentials */
            401: {
                headers: {
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller lacks the role or a recent sign-in, or the API key the scope */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No such row, or not the caller's */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Against the present state */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["TooMany"];
            /** @description The database does not answer, or what counts the attempts */
            503: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    course_drafts_change_content: {
        parameters: {
            query?: never;
            header?: {
                "if-match"?: string;
                /** @description A repeated call answers what the first one did and changes nothing more. */
                "idempotency-key"?: string;
            };
            path: {
                course_id: number;
                content_id: number;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["ContentChange"];
            };
        };
        responses: {
            /** @description Successful response */
            200: {
                headers: {
                    "Idempotent-Replayed"?: "true";
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WholeContent"];
                };
            };
            /** @description The body can't be read: no strict JSON, for one */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No token or API key, one that is not valid any more, or wrong credentials */
            401: {
                headers: {
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller lacks the role or a recent sign-in, or the API key the scope */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No such row, or not the caller's */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body came too slowly */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Against the present state */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Changed since the client has read it */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is of another media type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Fields need attention */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["TooMany"];
            /** @description The database does not answer, or what counts the attempts */
            503: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    course_drafts_remove_content: {
        parameters: {
            query?: never;
            header?: {
                "if-match"?: string;
                /** @description A repeated call answers what the first one did and changes nothing more. */
                "idempotency-key"?: string;
            };
            path: {
                course_id: number;
                content_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful response */
            200: {
                headers: {
                    "Idempotent-Replayed"?: "true";
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Message"];
                };
            };
            /** @description No token or API key, one that is not valid any more, or wrong credentials */
            401: {
                headers: {
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller lacks the role or a recent sign-in, or the API key the scope */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No such row, or not the caller's */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Against the present state */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Changed since the client has read it */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Fields need attention */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["TooMany"];
            /** @description The database does not answer, or what counts the attempts */
            503: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    course_drafts_change_section: {
        parameters: {
            query?: never;
            header?: {
                "if-match"?: string;
                /** @description A repeated call answers what the first one did and changes nothing more. */
                "idempotency-key"?: string;
            };
            path: {
                course_id: number;
                section_id: number;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["SectionChange"];
            };
        };
        responses: {
            /** @description Successful response */
            200: {
                headers: {
                    "Idempotent-Replayed"?: "true";
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Section"];
                };
            };
            /** @description The body can't be read: no strict JSON, for one */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No token or API key, one that is not valid any more, or wrong credentials */
            401: {
                headers: {
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller lacks the role or a recent sign-in, or the API key the scope */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No such row, or not the caller's */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body came too slowly */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Against the present state */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Changed since the client has read it */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is of another media type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Fields need attention */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["TooMany"];
            /** @description The database does not answer, or what counts the attempts */
            503: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    course_drafts_remove_section: {
        parameters: {
            query?: never;
            header?: {
                "if-match"?: string;
                /** @description A repeated call answers what the first one did and changes nothing more. */
                "idempotency-key"?: string;
            };
            path: {
                course_id: number;
                section_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful response */
            200: {
                headers: {
                    "Idempotent-Replayed"?: "true";
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Message"];
                };
            };
            /** @description No token or API key, one that is not valid any more, or wrong credentials */
            401: {
                headers: {
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller lacks the role or a recent sign-in, or the API key the scope */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No such row, or not the caller's */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Against the present state */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Changed since the client has read it */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Fields need attention */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["TooMany"];
            /** @description The database does not answer, or what counts the attempts */
            503: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    learners_waive: {
        parameters: {
            query?: never;
            header?: {
                /** @description A repeated call answers what the first one did and changes nothing more. */
                "idempotency-key"?: string;
            };
            path: {
                course_id: number;
                user_id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WaiverIn"];
            };
        };
        responses: {
            /** @description Successful response */
            200: {
                headers: {
                    "Idempotent-Replayed"?: "true";
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CourseProgress"];
                };
            };
            /** @description The body can't be read: no strict JSON, for one */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No token or API key, one that is not valid any more, or wrong credentials */
            401: {
                headers: {
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller lacks the role or a recent sign-in, or the API key the scope */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No such row, or not the caller's */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body came too slowly */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Against the present state */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is of another media type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Fields need attention */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["TooMany"];
            /** @description The database does not answer, or what counts the attempts */
            503: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    certificates_show: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                code: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Certificate"];
                };
            };
            /** @description No such row, or not the caller's */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["TooMany"];
            /** @description The database does not answer, or what counts the attempts */
            503: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    certificates_revoke: {
        parameters: {
            query?: never;
            header?: {
                /** @description A repeated call answers what the first one did and changes nothing more. */
                "idempotency-key"?: string;
            };
            path: {
                code: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Revocation"];
            };
        };
        responses: {
            /** @description Successful response */
            200: {
                headers: {
                    "Idempotent-Replayed"?: "true";
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Message"];
                };
            };
            /** @description The body can't be read: no strict JSON, for one */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No token or API key, one that is not valid any more, or wrong credentials */
            401: {
                headers: {
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller lacks the role or a recent sign-in, or the API key the scope */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No such row, or not the caller's */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body came too slowly */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Against the present state */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A link that has expired or was used, or a certificate that was revoked */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is of another media type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Fields need attention */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["TooMany"];
            /** @description The database does not answer, or what counts the attempts */
            503: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    course_files_download: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                course_id: number;
                content_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The file, always to be saved */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/octet-stream": Blob;
                };
            };
            /** @description The part that Range asks for */
            206: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/octet-stream": Blob;
                };
            };
            /** @description The client has it already */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description No token or API key, one that is not valid any more, or wrong credentials */
            401: {
                headers: {
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller lacks the role or a recent sign-in, or the API key the scope */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No such row, or not the caller's */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Against the present state */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The file has no such part */
            416: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["TooMany"];
            /** @description The database does not answer, or what counts the attempts */
            503: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    course_files_send: {
        parameters: {
            query?: never;
            header?: {
                "if-match"?: string;
                /** @description A repeated call answers what the first one did and changes nothing more. */
                "idempotency-key"?: string;
            };
            path: {
                course_id: number;
                content_id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "multipart/form-data": components["schemas"]["FileForm"];
            };
        };
        responses: {
            /** @description Successful response */
            200: {
                headers: {
                    "Idempotent-Replayed"?: "true";
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WholeContent"];
                };
            };
            /** @description The body can't be read: no strict JSON, for one */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No token or API key, one that is not valid any more, or wrong credentials */
            401: {
                headers: {
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller lacks the role or a recent sign-in, or the API key the scope */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No such row, or not the caller's */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body came too slowly */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Against the present state */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Changed since the client has read it */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is of another media type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Fields need attention */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["TooMany"];
            /** @description The database does not answer, or what counts the attempts */
            503: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    course_drafts_show_content: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                course_id: number;
                content_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WholeContent"];
                };
            };
            /** @description The client has it already */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description No token or API key, one that is not valid any more, or wrong credentials */
            401: {
                headers: {
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller lacks the role or a recent sign-in, or the API key the scope */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No such row, or not the caller's */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["TooMany"];
            /** @description The database does not answer, or what counts the attempts */
            503: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    certificates_show_pdf: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                code: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One sheet of A4, in the course's language. */
            200: {
                headers: {
                    "Content-Disposition": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/pdf": Blob;
                };
            };
            /** @description No token or API key, one that is not valid any more, or wrong credentials */
            401: {
                headers: {
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller lacks the role or a recent sign-in, or the API key the scope */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No such row, or not the caller's */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A link that has expired or was used, or a certificate that was revoked */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["TooMany"];
            /** @description The database does not answer, or what counts the attempts */
            503: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    attempts_list: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                course_id: number;
                content_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Attempts"];
                };
            };
            /** @description No token or API key, one that is not valid any more, or wrong credentials */
            401: {
                headers: {
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller lacks the role or a recent sign-in, or the API key the scope */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No such row, or not the caller's */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["TooMany"];
            /** @description The database does not answer, or what counts the attempts */
            503: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    attempts_start: {
        parameters: {
            query?: never;
            header?: {
                /** @description A repeated call answers what the first one did and changes nothing more. */
                "idempotency-key"?: string;
            };
            path: {
                course_id: number;
                content_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The attempt that is under way */
            200: {
                headers: {
                    "Idempotent-Replayed"?: "true";
                    [name: string]: unknown;
                };
                content: {
                    "application/json": unknown;
                };
            };
            /** @description Successful response */
            201: {
                headers: {
                    "Idempotent-Replayed"?: "true";
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Attempt"];
                };
            };
            /** @description No token or API key, one that is not valid any more, or wrong credentials */
            401: {
                headers: {
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller lacks the role or a recent sign-in, or the API key the scope */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No such row, or not the caller's */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Against the present state */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Fields need attention */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["TooMany"];
            /** @description The database does not answer, or what counts the attempts */
            503: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    course_files_download_draft: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                course_id: number;
                content_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The file, always to be saved */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/octet-stream": Blob;
                };
            };
            /** @description The part that Range asks for */
            206: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/octet-stream": Blob;
                };
            };
            /** @description The client has it already */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description No token or API key, one that is not valid any more, or wrong credentials */
            401: {
                headers: {
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller lacks the role or a recent sign-in, or the API key the scope */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No such row, or not the caller's */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The file has no such part */
            416: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["TooMany"];
            /** @description The database does not answer, or what counts the attempts */
            503: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    certificates_show_credential: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                code: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A compact JWS (VC-JWT). */
            200: {
                headers: {
                    "Content-Disposition": string;
                    [name: string]: unknown;
                };
                content: {
                    "text/plain": string;
                };
            };
            /** @description No such row, or not the caller's */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A link that has expired or was used, or a certificate that was revoked */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["TooMany"];
            /** @description The database does not answer, or what counts the attempts */
            503: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    attempts_show: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                course_id: number;
                content_id: number;
                attempt_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Attempt"];
                };
            };
            /** @description No token or API key, one that is not valid any more, or wrong credentials */
            401: {
                headers: {
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller lacks the role or a recent sign-in, or the API key the scope */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No such row, or not the caller's */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["TooMany"];
            /** @description The database does not answer, or what counts the attempts */
            503: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    attempts_save_answers: {
        parameters: {
            query?: never;
            header?: {
                /** @description A repeated call answers what the first one did and changes nothing more. */
                "idempotency-key"?: string;
            };
            path: {
                course_id: number;
                content_id: number;
                attempt_id: number;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["Answers"];
            };
        };
        responses: {
            /** @description Successful response */
            200: {
                headers: {
                    "Idempotent-Replayed"?: "true";
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Attempt"];
                };
            };
            /** @description The body can't be read: no strict JSON, for one */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No token or API key, one that is not valid any more, or wrong credentials */
            401: {
                headers: {
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller lacks the role or a recent sign-in, or the API key the scope */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No such row, or not the caller's */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body came too slowly */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Against the present state */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is of another media type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Fields need attention */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["TooMany"];
            /** @description The database does not answer, or what counts the attempts */
            503: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    attempts_submit: {
        parameters: {
            query?: never;
            header?: {
                /** @description A repeated call answers what the first one did and changes nothing more. */
                "idempotency-key"?: string;
            };
            path: {
                course_id: number;
                content_id: number;
                attempt_id: number;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["Answers"];
            };
        };
        responses: {
            /** @description Successful response */
            200: {
                headers: {
                    "Idempotent-Replayed"?: "true";
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Submitted"];
                };
            };
            /** @description The body can't be read: no strict JSON, for one */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No token or API key, one that is not valid any more, or wrong credentials */
            401: {
                headers: {
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller lacks the role or a recent sign-in, or the API key the scope */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No such row, or not the caller's */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body came too slowly */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Against the present state */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is of another media type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Fields need attention */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["TooMany"];
            /** @description The database does not answer, or what counts the attempts */
            503: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
}
