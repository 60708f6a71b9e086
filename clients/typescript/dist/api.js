// The calls of the API with their types. Made of docs/openapi.json by `make api`; changes here get lost.
import { segment, walk } from "./calls.js";
class Resource {
    constructor(calls) {
        this.calls = calls;
    }
}
export class AccountsCalls extends Resource {
    /**
     * Replaces the caller's password. All their sessions end, and the answer is the beginning of a new one.
     *
     * Not for API keys.
     */
    changePassword(body, options) {
        return this.calls.send("POST", "/api/auth/password/change", { body, options });
    }
    /**
     * Sends a letter with a link that resets the password. The answer is the same whether there is such an account.
     *
     * Anybody may call this.
     */
    forgetPassword(body, options) {
        return this.calls.send("POST", "/api/auth/password/forgot", { body, options });
    }
    /**
     * Sets a new password by a letter's link, once. All sessions of the person end: sign in with the new one.
     *
     * Where the address was never verified before, somebody else may have made the account: its API keys are revoked and
     * its second factor is removed. Elsewhere the second factor stays, and so do the keys without `revoke_api_keys`.
     *
     * Anybody may call this.
     */
    resetPassword(body, options) {
        return this.calls.send("POST", "/api/auth/password/reset", { body, options });
    }
    /**
     * Sends the letter that verifies the caller's address once more; the link before it is dead.
     *
     * Not for API keys.
     */
    sendVerification(options) {
        return this.calls.send("POST", "/api/auth/verify/send", { options });
    }
    /**
     * Verifies the address that a letter's link was sent to. Opened again, it answers the same and does nothing.
     *
     * Anybody may call this.
     */
    verify(body, options) {
        return this.calls.send("POST", "/api/auth/verify", { body, options });
    }
}
export class ActivitiesCalls extends Resource {
    export(query, options) {
        return this.calls.send("GET", "/api/users/export-activities", { query, options });
    }
    /**
     * The caller's own log, newest first, of one type or some days.
     *
     * An API key needs the scope users:read.
     */
    list(query, options) {
        return this.calls.send("GET", "/api/users/activities", { query, options });
    }
    /** Each row of `list`, page after page. */
    walk(query, options) {
        return walk((cursor) => this.list({ per_page: 100, ...query, cursor }, options), "activities");
    }
}
export class AnalysesCalls extends Resource {
    analyze(body, query, options) {
        return this.calls.send("POST", "/api/analytics/analyze", { form: body, query, options });
    }
}
export class AnalyticsCalls extends Resource {
    cohorts(query, options) {
        return this.calls.send("GET", "/api/analytics/cohorts", { query, options });
    }
    completionRates(query, options) {
        return this.calls.send("GET", "/api/analytics/completion-rates", { query, options });
    }
    /** Each row of `completionRates`, page after page. */
    walkCompletionRates(query, options) {
        return walk((cursor) => this.completionRates({ per_page: 100, ...query, cursor }, options), "courses");
    }
    courseEngagement(query, options) {
        return this.calls.send("GET", "/api/analytics/course-engagement", { query, options });
    }
    /** Each row of `courseEngagement`, page after page. */
    walkCourseEngagement(query, options) {
        return walk((cursor) => this.courseEngagement({ per_page: 100, ...query, cursor }, options), "courses");
    }
    courseProgress(query, options) {
        return this.calls.send("GET", "/api/analytics/course-progress", { query, options });
    }
    /** Each row of `courseProgress`, page after page. */
    walkCourseProgress(query, options) {
        return walk((cursor) => this.courseProgress({ per_page: 100, ...query, cursor }, options), "courses");
    }
    userProgress(query, options) {
        return this.calls.send("GET", "/api/analytics/user-progress", { query, options });
    }
    /** Each row of `userProgress`, page after page. */
    walkUserProgress(query, options) {
        return walk((cursor) => this.userProgress({ per_page: 100, ...query, cursor }, options), "learners");
    }
}
export class AttemptsCalls extends Resource {
    /**
     * The caller's attempts at the quiz, and what it allows: how long one lasts, and how many are left.
     *
     * An API key needs the scope courses:read.
     */
    list(courseId, contentId, options) {
        return this.calls.send("GET", `/api/courses/${segment(courseId)}/contents/${segment(contentId)}/attempts`, { options });
    }
    /**
     * Keeps answers without submitting, so that no lost connection loses them.
     *
     * An API key needs the scope courses:write.
     */
    saveAnswers(courseId, contentId, attemptId, body = {}, options) {
        return this.calls.send("PUT", `/api/courses/${segment(courseId)}/contents/${segment(contentId)}/attempts/${segment(attemptId)}`, { body, options });
    }
    /**
     * One attempt of the caller.
     *
     * An API key needs the scope courses:read.
     */
    show(courseId, contentId, attemptId, options) {
        return this.calls.send("GET", `/api/courses/${segment(courseId)}/contents/${segment(contentId)}/attempts/${segment(attemptId)}`, { options });
    }
    /**
     * Begins an attempt, or goes on with the one that is under way: its questions, without what is right.
     *
     * An API key needs the scope courses:write.
     */
    start(courseId, contentId, options) {
        return this.calls.send("POST", `/api/courses/${segment(courseId)}/contents/${segment(contentId)}/attempts`, { options });
    }
    /**
     * Ends the attempt with what was saved and these answers. Submitting again answers the same.
     *
     * An API key needs the scope courses:write.
     */
    submit(courseId, contentId, attemptId, body = {}, options) {
        return this.calls.send("POST", `/api/courses/${segment(courseId)}/contents/${segment(contentId)}/attempts/${segment(attemptId)}/submit`, { body, options });
    }
}
export class AuditCalls extends Resource {
    exportEntries(query, options) {
        return this.calls.send("GET", "/api/audit/export", { query, options });
    }
    /**
     * Who changed what, newest first; a call that was refused is a DENIED.
     *
     * Needs one of the roles: admin. Not for API keys.
     */
    listEntries(query, options) {
        return this.calls.send("GET", "/api/audit", { query, options });
    }
    /** Each row of `listEntries`, page after page. */
    walkEntries(query, options) {
        return walk((cursor) => this.listEntries({ per_page: 100, ...query, cursor }, options), "entries");
    }
    /**
     * One entry.
     *
     * Needs one of the roles: admin. Not for API keys.
     */
    showEntry(entryId, options) {
        return this.calls.send("GET", `/api/audit/${segment(entryId)}`, { options });
    }
    /**
     * The end of the chain; whoever keeps it elsewhere can tell later whether the log was cut off behind it.
     *
     * Needs one of the roles: admin. Not for API keys.
     */
    showHead(options) {
        return this.calls.send("GET", "/api/audit/head", { options });
    }
}
export class AuthCalls extends Resource {
    /**
     * Ends one of the person's sessions; its tokens are refused from the next call on.
     *
     * Not for API keys.
     */
    endSession(sessionId, body = {}, options) {
        return this.calls.send("DELETE", `/api/auth/sessions/${segment(sessionId)}`, { body, options });
    }
    /**
     * Ends all sessions of the person but this one, or with `current` this one, too.
     *
     * Not for API keys.
     */
    endSessions(body = {}, options) {
        return this.calls.send("DELETE", "/api/auth/sessions", { body, options });
    }
    /**
     * The person's live sessions, the last used first.
     *
     * Not for API keys.
     */
    listSessions(options) {
        return this.calls.send("GET", "/api/auth/sessions", { options });
    }
    /**
     * Signs in by e-mail address or username, in either field. A wrong account and a wrong password are answered alike.
     *
     * Who has a second factor is asked for it by a 401 `totp_code_required` after the right password, and sends the
     * same again with `code` (or `recovery_code`).
     *
     * Anybody may call this.
     */
    login(body, options) {
        return this.calls.send("POST", "/api/auth/login", { body, options });
    }
    /**
     * Ends the session of this token.
     *
     * Not for API keys.
     */
    logout(options) {
        return this.calls.send("POST", "/api/auth/logout", { options });
    }
    /**
     * A new pair of tokens for a refresh token in the body or in the Authorization header.
     *
     * For 30 seconds the old refresh token returns the same successor once more, so that tabs may refresh together and a
     * lost answer may be asked for again. After that, or once the successor was used, it ends the whole session.
     *
     * Anybody may call this.
     */
    refresh(body = {}, options) {
        return this.calls.send("POST", "/api/auth/refresh", { body, options });
    }
    /**
     * Makes an account with the role buyer and signs it in.
     *
     * An e-mail address gets a letter with a link that verifies it. The letter comes some minutes later where others have
     * just signed up from the same network, and not at all where these had the letters of the day: ask for it with
     * `POST /api/auth/verify/send`.
     *
     * Anybody may call this.
     */
    register(body, options) {
        return this.calls.send("POST", "/api/auth/register", { body, options });
    }
}
export class AvatarsCalls extends Resource {
    /**
     * Takes the caller's face away; it is no fault to have none.
     *
     * Not for API keys.
     */
    remove(options) {
        return this.calls.send("DELETE", "/api/users/avatar", { options });
    }
    /**
     * Gives the caller a face, in place of an earlier one.
     *
     * Not for API keys.
     */
    upload(body, options) {
        return this.calls.send("POST", "/api/users/upload-avatar", { form: body, options });
    }
}
export class BrandsCalls extends Resource {
    /**
     * Renames a brand, gives it an owner or frees it.
     *
     * Needs one of the roles: admin. An API key needs the scope products:write.
     */
    change(brandId, body = {}, options) {
        return this.calls.send("PUT", `/api/products/brands/${segment(brandId)}`, { body, options });
    }
    /**
     * Adds a brand, everybody's to sell or one seller's own.
     *
     * Needs one of the roles: admin. An API key needs the scope products:write.
     */
    create(body, options) {
        return this.calls.send("POST", "/api/products/brands", { body, options });
    }
    /**
     * Brands in the order of their names, by cursor.
     *
     * Anybody may call this.
     */
    list(query, options) {
        return this.calls.send("GET", "/api/products/brands", { query, options });
    }
    /** Each row of `list`, page after page. */
    walk(query, options) {
        return walk((cursor) => this.list({ per_page: 100, ...query, cursor }, options), "brands");
    }
    /**
     * Deletes a brand that no product carries.
     *
     * Needs one of the roles: admin. An API key needs the scope products:write.
     */
    remove(brandId, options) {
        return this.calls.send("DELETE", `/api/products/brands/${segment(brandId)}`, { options });
    }
    /**
     * One brand.
     *
     * Anybody may call this.
     */
    show(brandId, options) {
        return this.calls.send("GET", `/api/products/brands/${segment(brandId)}`, { options });
    }
}
export class CategoriesCalls extends Resource {
    /**
     * Renames or moves a category, with all below it; a `parent_id` of null moves it to the top.
     *
     * Needs one of the roles: admin. An API key needs the scope products:write.
     */
    change(categoryId, body = {}, options) {
        return this.calls.send("PUT", `/api/products/categories/${segment(categoryId)}`, { body, options });
    }
    /**
     * Adds a category at the top or below another.
     *
     * Needs one of the roles: admin. An API key needs the scope products:write.
     */
    create(body, options) {
        return this.calls.send("POST", "/api/products/categories", { body, options });
    }
    /**
     * The whole tree, each level in the order of names.
     *
     * Anybody may call this.
     */
    list(options) {
        return this.calls.send("GET", "/api/products/categories", { options });
    }
    /**
     * Deletes a category that is empty.
     *
     * Needs one of the roles: admin. An API key needs the scope products:write.
     */
    remove(categoryId, options) {
        return this.calls.send("DELETE", `/api/products/categories/${segment(categoryId)}`, { options });
    }
    /**
     * One category with all below it.
     *
     * Anybody may call this.
     */
    show(categoryId, options) {
        return this.calls.send("GET", `/api/products/categories/${segment(categoryId)}`, { options });
    }
}
export class CertificatesCalls extends Resource {
    /**
     * The caller's own certificates, newest first, by cursor.
     *
     * An API key needs the scope courses:read.
     */
    list(query, options) {
        return this.calls.send("GET", "/api/certificates", { query, options });
    }
    /** Each row of `list`, page after page. */
    walk(query, options) {
        return walk((cursor) => this.list({ per_page: 100, ...query, cursor }, options), "certificates");
    }
    /**
     * The public keys of all credentials that were ever signed here, a JWK set.
     *
     * Anybody may call this.
     */
    listKeys(options) {
        return this.calls.send("GET", "/api/certificates/keys", { options });
    }
    /**
     * The credentials that were revoked: what the `credentialStatus` of a credential leads to.
     *
     * Anybody may call this.
     */
    listRevoked(options) {
        return this.calls.send("GET", "/api/certificates/revoked", { options });
    }
    /**
     * Issues a certificate again with a corrected name; for its course's owner and admins.
     *
     * The new one has a code of its own and the day of the completion. The old code is revoked; its holder gets a letter.
     * Its `printed_name` tells where the PDF can't print a letter of the name.
     *
     * An API key needs the scope courses:write.
     */
    reissue(code, body, options) {
        return this.calls.send("POST", `/api/certificates/${segment(code)}/reissue`, { body, options });
    }
    /**
     * Revokes a certificate for good; for its course's owner and admins. Its holder gets a letter with the reason.
     *
     * An API key needs the scope courses:write.
     */
    revoke(code, body, options) {
        return this.calls.send("DELETE", `/api/certificates/${segment(code)}`, { body, options });
    }
    /**
     * Whether a certificate is genuine and still valid.
     *
     * Its code, 26 letters and digits, may be in lower case and in groups with hyphens or spaces between them.
     *
     * Anybody may call this.
     */
    show(code, options) {
        return this.calls.send("GET", `/api/certificates/${segment(code)}`, { options });
    }
    /**
     * The same as an Open Badge 3.0 that wallets keep and anybody can check without asking here, signed with RS256.
     *
     * It names the learner as the certificate does, and their e-mail address as a salted hash.
     *
     * Anybody may call this.
     */
    showCredential(code, options) {
        return this.calls.send("GET", `/api/certificates/${segment(code)}/credential`, { options });
    }
    /**
     * Who issues the credentials.
     *
     * Anybody may call this.
     */
    showIssuer(options) {
        return this.calls.send("GET", "/api/certificates/issuer", { options });
    }
    /**
     * One public key: what the `kid` of a credential leads to.
     *
     * Anybody may call this.
     */
    showKey(keyId, options) {
        return this.calls.send("GET", `/api/certificates/keys/${segment(keyId)}`, { options });
    }
    /**
     * The certificate to print, for its holder, its course's owner and admins.
     *
     * An API key needs the scope courses:read.
     */
    showPdf(code, options) {
        return this.calls.send("GET", `/api/certificates/${segment(code)}/pdf`, { options });
    }
}
export class ChangesCalls extends Resource {
    /**
     * What has changed since the last call, in the order in which it was committed.
     *
     * Each category, brand and product comes once, as it is now; what changes while you page comes again. Apply
     * each change to your copy, keep `next_since` with it, and go on while `has_more` is true. Nothing is ever
     * missed, however many write at the same time.
     *
     * Anybody may call this.
     */
    list(query, options) {
        return this.calls.send("GET", "/api/changes", { query, options });
    }
}
export class CourseDraftsCalls extends Resource {
    /**
     * Adds a content to a section, at its position or as the last.
     *
     * An API key needs the scope courses:write.
     */
    addContent(courseId, body, options) {
        return this.calls.send("POST", `/api/courses/${segment(courseId)}/contents`, { body, options });
    }
    /**
     * Adds a section, at its position or as the last.
     *
     * An API key needs the scope courses:write.
     */
    addSection(courseId, body, options) {
        return this.calls.send("POST", `/api/courses/${segment(courseId)}/sections`, { body, options });
    }
    /**
     * Puts all sections, and all contents into them, in order at once.
     *
     * An API key needs the scope courses:write.
     */
    arrange(courseId, body, options) {
        return this.calls.send("PUT", `/api/courses/${segment(courseId)}/outline`, { body, options });
    }
    /**
     * Changes the given fields of a content; a `section_id` moves it there, or back into the draft.
     *
     * An API key needs the scope courses:write.
     */
    changeContent(courseId, contentId, body = {}, options) {
        return this.calls.send("PUT", `/api/courses/${segment(courseId)}/contents/${segment(contentId)}`, { body, options });
    }
    /**
     * Renames a section, or moves it.
     *
     * An API key needs the scope courses:write.
     */
    changeSection(courseId, sectionId, body = {}, options) {
        return this.calls.send("PUT", `/api/courses/${segment(courseId)}/sections/${segment(sectionId)}`, { body, options });
    }
    /**
     * Makes the draft the version that learners work on, which never changes; without a change, the last one stays.
     *
     * A course that could never be completed is refused with every reason (`course_unsatisfiable`, `reasons`). One that
     * takes nobody all the same, because it is unlisted or its product is not sold, is told with `closed_because`.
     *
     * An API key needs the scope courses:write.
     */
    publish(courseId, query, options) {
        return this.calls.send("POST", `/api/courses/${segment(courseId)}/publish`, { query, options });
    }
    /**
     * Takes a content out of the draft; what was learned in it stays.
     *
     * An API key needs the scope courses:write.
     */
    removeContent(courseId, contentId, options) {
        return this.calls.send("DELETE", `/api/courses/${segment(courseId)}/contents/${segment(contentId)}`, { options });
    }
    /**
     * Deletes a section and takes its contents out of the draft.
     *
     * An API key needs the scope courses:write.
     */
    removeSection(courseId, sectionId, options) {
        return this.calls.send("DELETE", `/api/courses/${segment(courseId)}/sections/${segment(sectionId)}`, { options });
    }
    /**
     * An own course (an admin: any) as it will be published; its ETag is what If-Match of a write names.
     *
     * An API key needs the scope courses:read.
     */
    show(courseId, options) {
        return this.calls.send("GET", `/api/courses/${segment(courseId)}/draft`, { options });
    }
    /**
     * One content of the draft with all that its author wrote.
     *
     * An API key needs the scope courses:read.
     */
    showContent(courseId, contentId, options) {
        return this.calls.send("GET", `/api/courses/${segment(courseId)}/draft/contents/${segment(contentId)}`, { options });
    }
}
export class CourseFilesCalls extends Resource {
    /**
     * The file of a published content, for who is in the course; its owner and admins have it always.
     *
     * An API key needs the scope courses:read.
     */
    download(courseId, contentId, options) {
        return this.calls.send("GET", `/api/courses/${segment(courseId)}/contents/${segment(contentId)}/file`, { options });
    }
    /**
     * The file of a content as the draft has it.
     *
     * An API key needs the scope courses:read.
     */
    downloadDraft(courseId, contentId, options) {
        return this.calls.send("GET", `/api/courses/${segment(courseId)}/draft/contents/${segment(contentId)}/file`, { options });
    }
    /**
     * Gives a content of the kind `file` its file, in place of an earlier one.
     *
     * An API key needs the scope courses:write.
     */
    send(courseId, contentId, body, options) {
        return this.calls.send("PUT", `/api/courses/${segment(courseId)}/contents/${segment(contentId)}/file`, { form: body, options });
    }
}
export class CourseStatementsCalls extends Resource {
    /**
     * What learners did in the course as xAPI 1.0.3 statements, for its owner and admins; one's own for everybody.
     *
     * People are told by their ids, never by their addresses. A statement keeps its id, so that a learning record store
     * takes it once.
     *
     * An API key needs the scope analytics:read.
     */
    get(courseId, query, options) {
        return this.calls.send("GET", `/api/courses/${segment(courseId)}/statements`, { query, options });
    }
}
export class CoursesCalls extends Resource {
    /**
     * Changes the given fields of an own course's draft (an admin: of any); learners see them once published.
     *
     * `product_id`, `listed` and `owner_id` hold at once. A published course that somebody has paid for keeps a product
     * (409 `course_paid`); where another takes its place, the buyers of the old one are put into the course. A product
     * that sells no course any more becomes inactive. `If-Match` names the ETag of the draft.
     *
     * An API key needs the scope courses:write.
     */
    change(courseId, body = {}, options) {
        return this.calls.send("PUT", `/api/courses/${segment(courseId)}`, { body, options });
    }
    /**
     * Adds a course, as a draft that nobody but its owner and admins see.
     *
     * Needs one of the roles: admin. An API key needs the scope courses:write.
     */
    create(body, options) {
        return this.calls.send("POST", "/api/courses", { body, options });
    }
    /**
     * Courses, newest first, by page number or by cursor.
     *
     * Anybody may call this.
     */
    list(query, options) {
        return this.calls.send("GET", "/api/courses", { query, options });
    }
    /** Each row of `list`, page after page. */
    walk(query, options) {
        return walk((cursor) => this.list({ per_page: 100, ...query, cursor }, options), "courses");
    }
    /**
     * What was published of an own course (an admin: of any), newest first.
     *
     * An API key needs the scope courses:read.
     */
    listVersions(courseId, query, options) {
        return this.calls.send("GET", `/api/courses/${segment(courseId)}/versions`, { query, options });
    }
    /** Each row of `listVersions`, page after page. */
    walkVersions(courseId, query, options) {
        return walk((cursor) => this.listVersions(courseId, { per_page: 100, ...query, cursor }, options), "versions");
    }
    /**
     * A content of the published version, for who is in the course; its owner and admins read it always.
     *
     * A quiz's questions come with an attempt.
     *
     * An API key needs the scope courses:read.
     */
    readContent(courseId, contentId, options) {
        return this.calls.send("GET", `/api/courses/${segment(courseId)}/contents/${segment(contentId)}`, { options });
    }
    /**
     * Hides an own course (an admin: any) from all but those who were in it.
     *
     * Once somebody has paid for it that is a 409 `course_paid`; `listed: false` closes it to others. An admin may restore
     * it.
     *
     * An API key needs the scope courses:write.
     */
    remove(courseId, options) {
        return this.calls.send("DELETE", `/api/courses/${segment(courseId)}`, { options });
    }
    /**
     * Takes the deletion of a course back.
     *
     * Needs one of the roles: admin. An API key needs the scope courses:write.
     */
    restore(courseId, options) {
        return this.calls.send("POST", `/api/courses/${segment(courseId)}/restore`, { options });
    }
    /**
     * The outline of the published version. One that takes no learners is there for who is in it and who writes it.
     *
     * Anybody may call this.
     */
    show(courseId, options) {
        return this.calls.send("GET", `/api/courses/${segment(courseId)}`, { options });
    }
    /**
     * One version of an own course (an admin: of any), which learners of its time worked on.
     *
     * An API key needs the scope courses:read.
     */
    showVersion(courseId, number, options) {
        return this.calls.send("GET", `/api/courses/${segment(courseId)}/versions/${segment(number)}`, { options });
    }
}
export class DeveloperCalls extends Resource {
    /**
     * Renames a key or changes its quota; what it may do stays as it was made.
     *
     * Not for API keys.
     */
    changeKey(apiKeyId, body = {}, options) {
        return this.calls.send("PATCH", `/api/developer/keys/${segment(apiKeyId)}`, { body, options });
    }
    /**
     * The caller's keys, newest first, also those that are over.
     *
     * Not for API keys.
     */
    listKeys(query, options) {
        return this.calls.send("GET", "/api/developer/keys", { query, options });
    }
    /** Each row of `listKeys`, page after page. */
    walkKeys(query, options) {
        return walk((cursor) => this.listKeys({ per_page: 100, ...query, cursor }, options), "api_keys");
    }
    /**
     * Makes a key and shows it this once. A letter tells its beginning and its end.
     *
     * Who is no developer asks for the role by this, and it is granted at once. Where the shop has set
     * `DEVELOPER_ROLE=review`, 202 answers with the request that an admin decides.
     *
     * Not for API keys.
     */
    makeKey(body = {}, options) {
        return this.calls.send("POST", "/api/developer/key", { body, options });
    }
    /**
     * Whoever finds a key where it does not belong sends it here: it is revoked, and its owner gets a letter.
     *
     * The answer is always the same. Keys of this shop look like `fn_` and 61 letters and digits.
     *
     * Anybody may call this.
     */
    reportKey(body, options) {
        return this.calls.send("POST", "/api/developer/key/report", { body, options });
    }
    /**
     * Revokes an own key (an admin: anybody's) for good; the next call with it is refused.
     *
     * Not for API keys.
     */
    revokeKey(apiKeyId, options) {
        return this.calls.send("DELETE", `/api/developer/keys/${segment(apiKeyId)}`, { options });
    }
    /**
     * Makes a key that takes the place of an own active one, and shows it this once; for a while both are good.
     *
     * Not for API keys.
     */
    rotateKey(apiKeyId, body = {}, options) {
        return this.calls.send("POST", `/api/developer/keys/${segment(apiKeyId)}/rotate`, { body, options });
    }
    /**
     * One own key (an admin: anybody's).
     *
     * Not for API keys.
     */
    showKey(apiKeyId, options) {
        return this.calls.send("GET", `/api/developer/keys/${segment(apiKeyId)}`, { options });
    }
    /**
     * What the key that this is called with may do.
     *
     * Any API key will do.
     */
    showOwnKey(options) {
        return this.calls.send("GET", "/api/developer/key/self", { options });
    }
}
export class HealthCalls extends Resource {
    /**
     * The database answers and holds the tables; otherwise 503.
     *
     * Anybody may call this.
     */
    get(options) {
        return this.calls.send("GET", "/health", { options });
    }
    /**
     * The process answers; the database is not asked.
     *
     * Anybody may call this.
     */
    live(options) {
        return this.calls.send("GET", "/health/live", { options });
    }
    /**
     * The database answers and holds the tables; otherwise 503.
     *
     * Anybody may call this.
     */
    ready(options) {
        return this.calls.send("GET", "/health/ready", { options });
    }
}
export class ImagesCalls extends Resource {
    /**
     * Adds pictures to an own product (an admin: to any), all of them or none; answers with all of its images.
     *
     * The same file sent again stays one image.
     *
     * An API key needs the scope products:write.
     */
    add(productId, body, options) {
        return this.calls.send("POST", `/api/products/${segment(productId)}/images`, { form: body, options });
    }
    /**
     * Puts the images of an own product (an admin: of any) in order; lists show the first.
     *
     * An API key needs the scope products:write.
     */
    arrange(productId, body, options) {
        return this.calls.send("PUT", `/api/products/${segment(productId)}/images/order`, { body, options });
    }
    /**
     * Takes an image from an own product (an admin: from any); answers with those that are left.
     *
     * An API key needs the scope products:write.
     */
    remove(productId, imageId, options) {
        return this.calls.send("DELETE", `/api/products/${segment(productId)}/images/${segment(imageId)}`, { options });
    }
}
export class ImportsCalls extends Resource {
    /**
     * The rows that were not taken as CSV, to be corrected and sent again.
     *
     * Needs one of the roles: seller, admin. An API key needs the scope imports:read.
     */
    downloadFailedRows(importId, options) {
        return this.calls.send("GET", `/api/imports/${segment(importId)}/failed.csv`, { options });
    }
    /**
     * How far an import is, as server-sent events about twice a second.
     *
     * A stream ends by itself after some twenty seconds; clients of EventSource then connect again. Where too many
     * streams are open the answer is a 503 that says when to come back.
     *
     * Needs one of the roles: seller, admin. An API key needs the scope imports:read.
     */
    follow(importId, options) {
        return this.calls.send("GET", `/api/imports/${segment(importId)}/events`, { options });
    }
    /**
     * The caller's imports, newest first.
     *
     * Needs one of the roles: seller, admin. An API key needs the scope imports:read.
     */
    list(query, options) {
        return this.calls.send("GET", "/api/imports", { query, options });
    }
    /** Each row of `list`, page after page. */
    walk(query, options) {
        return walk((cursor) => this.list({ per_page: 100, ...query, cursor }, options), "imports");
    }
    /**
     * The rows that were not taken, in the order of the file.
     *
     * Needs one of the roles: seller, admin. An API key needs the scope imports:read.
     */
    listFailedRows(importId, query, options) {
        return this.calls.send("GET", `/api/imports/${segment(importId)}/rows`, { query, options });
    }
    /** Each row of `listFailedRows`, page after page. */
    walkFailedRows(importId, query, options) {
        return walk((cursor) => this.listFailedRows(importId, { per_page: 100, ...query, cursor }, options), "rows");
    }
    /**
     * How far an own import (an admin: any) is, and what became of its rows.
     *
     * Needs one of the roles: seller, admin. An API key needs the scope imports:read.
     */
    show(importId, options) {
        return this.calls.send("GET", `/api/imports/${segment(importId)}`, { options });
    }
}
export class JobsCalls extends Resource {
    /**
     * Jobs, newest first, by cursor.
     *
     * Needs one of the roles: admin. Not for API keys.
     */
    list(query, options) {
        return this.calls.send("GET", "/api/jobs", { query, options });
    }
    /** Each row of `list`, page after page. */
    walk(query, options) {
        return walk((cursor) => this.list({ per_page: 100, ...query, cursor }, options), "jobs");
    }
    /**
     * Gives a failed job all its attempts again; a job in any other state is not found.
     *
     * Needs one of the roles: admin. Not for API keys.
     */
    retry(jobId, options) {
        return this.calls.send("POST", `/api/jobs/${segment(jobId)}/retry`, { options });
    }
    /**
     * One job.
     *
     * Needs one of the roles: admin. Not for API keys.
     */
    show(jobId, options) {
        return this.calls.send("GET", `/api/jobs/${segment(jobId)}`, { options });
    }
}
export class LearnerAttemptsCalls extends Resource {
    /**
     * Gives a learner of an own course (an admin: of any) more attempts at a quiz or more time.
     *
     * The numbers are what they have beyond the quiz's limits, so that 0 takes back what was not used. More minutes
     * lengthen the attempt that is under way, too.
     *
     * An API key needs the scope courses:write.
     */
    allow(courseId, userId, contentId, body, options) {
        return this.calls.send("PUT", `/api/courses/${segment(courseId)}/learners/${segment(userId)}/contents/${segment(contentId)}/allowance`, { body, options });
    }
    /**
     * The attempts of a learner of an own course (an admin: of any), and what they were allowed.
     *
     * An API key needs the scope courses:read.
     */
    listOfLearner(courseId, userId, contentId, options) {
        return this.calls.send("GET", `/api/courses/${segment(courseId)}/learners/${segment(userId)}/contents/${segment(contentId)}/attempts`, { options });
    }
    /**
     * What a learner of an own course (an admin: of any) answered, and what is right.
     *
     * An API key needs the scope courses:read.
     */
    showOfLearner(courseId, userId, contentId, attemptId, options) {
        return this.calls.send("GET", `/api/courses/${segment(courseId)}/learners/${segment(userId)}/contents/${segment(contentId)}/attempts/${segment(attemptId)}`, { options });
    }
}
export class LearnersCalls extends Resource {
    /**
     * Puts the caller into the course: 201, and 200 for who is in it already.
     *
     * A course that is sold wants its purchase first (403 `purchase_required` with `product_id`), one with prerequisites
     * their completion (409 `prerequisites_missing` with `missing`). Who paid or was in it gets in whatever became of it
     * since, unless its owner took them out (403 `learner_removed`), and keeps what was learned.
     *
     * An API key needs the scope courses:write.
     */
    enroll(courseId, options) {
        return this.calls.send("POST", `/api/courses/${segment(courseId)}/enroll`, { options });
    }
    /**
     * Takes the caller out of the course; what was learned stays, and counts again for who comes back.
     *
     * An API key needs the scope courses:write.
     */
    leave(courseId, options) {
        return this.calls.send("DELETE", `/api/courses/${segment(courseId)}/enroll`, { options });
    }
    /**
     * Lets somebody who was in an own course (an admin: in any) in again; answers with their progress.
     *
     * An API key needs the scope courses:write.
     */
    readmit(courseId, userId, options) {
        return this.calls.send("PUT", `/api/courses/${segment(courseId)}/learners/${segment(userId)}`, { options });
    }
    /**
     * Takes what a device tells of one content or of several (`items`), and answers with all of the progress.
     *
     * Nothing ever goes back: writes may come late, twice, in any order and from several devices. Items are judged in the
     * order of their `recorded_at`, so that one may open the next; a content that is not open yet is a 409
     * `content_locked`, with what is `missing`, and then nothing is taken. `{"completed": true}` alone completes all that
     * is completed by saying so; quizzes are `left`. The write that satisfies the last required content completes the
     * course, and this answer carries the certificate.
     *
     * An API key needs the scope courses:write.
     */
    recordProgress(courseId, body = {}, options) {
        return this.calls.send("POST", `/api/courses/${segment(courseId)}/progress`, { body, options });
    }
    /**
     * Takes a learner out of an own course (an admin: of any); they are told why, and what they learned stays.
     *
     * They can't come back by themselves; `PUT` lets them in again.
     *
     * An API key needs the scope courses:write.
     */
    remove(courseId, userId, body, options) {
        return this.calls.send("DELETE", `/api/courses/${segment(courseId)}/learners/${segment(userId)}`, { body, options });
    }
    /**
     * The caller's progress in the newest version of the course, and where to go on.
     *
     * An API key needs the scope courses:read.
     */
    showProgress(courseId, options) {
        return this.calls.send("GET", `/api/courses/${segment(courseId)}/progress`, { options });
    }
    /**
     * Exempts a learner of an own course (an admin: of any) from a content for good; answers with their progress.
     *
     * An API key needs the scope courses:write.
     */
    waive(courseId, userId, body, options) {
        return this.calls.send("POST", `/api/courses/${segment(courseId)}/learners/${segment(userId)}/waive`, { body, options });
    }
}
export class LettersCalls extends Resource {
    /**
     * Letters, newest first, by cursor. What they say is not shown, because some hold a link that opens something.
     *
     * Needs one of the roles: admin. Not for API keys.
     */
    list(query, options) {
        return this.calls.send("GET", "/api/letters", { query, options });
    }
    /** Each row of `list`, page after page. */
    walk(query, options) {
        return walk((cursor) => this.list({ per_page: 100, ...query, cursor }, options), "letters");
    }
}
export class ProductImportsCalls extends Resource {
    /**
     * Imports products of the caller's from a file: our template, a list, or an export of another program.
     *
     * Rows are matched by SKU, else by barcode, else by exact name; only fields that the file gives are changed, and
     * the same file again changes nothing. A small file is done when the call answers (200); a larger one is a job
     * (202) to be followed at `Location`. All but the file may stand in the form or in the query. `columns` and `sample`
     * of the report show how the file was read; `price_column` and its siblings name a column that is not known.
     *
     * Needs one of the roles: seller, admin. An API key needs the scope imports:write.
     */
    importCsv(body, query, options) {
        return this.calls.send("POST", "/api/products/import-csv", { form: body, query, options });
    }
    /**
     * The columns that a file of one's own may have, with two examples.
     *
     * Needs one of the roles: seller, admin. An API key needs the scope imports:read.
     */
    importTemplate(options) {
        return this.calls.send("GET", "/api/products/import-template", { options });
    }
}
export class ProductsCalls extends Resource {
    /**
     * Changes the given fields of an own product (an admin: of any) and leaves the others.
     *
     * With `If-Match`, only if nobody (no sale either) has changed it since it was read; else 412.
     *
     * An API key needs the scope products:write.
     */
    change(productId, body = {}, options) {
        return this.calls.send("PUT", `/api/products/${segment(productId)}`, { body, options });
    }
    /**
     * Adds a product of the caller's to the catalogue.
     *
     * Needs one of the roles: seller, admin. An API key needs the scope products:write.
     */
    create(body, options) {
        return this.calls.send("POST", "/api/products", { body, options });
    }
    /**
     * All products of the caller's as CSV, also inactive ones. An import reads it back and changes nothing.
     *
     * Text that a spreadsheet would run as a formula has an apostrophe before it, which an import takes away again.
     *
     * Needs one of the roles: seller, admin. An API key needs the scope products:read.
     */
    export(options) {
        return this.calls.send("GET", "/api/products/export", { options });
    }
    /**
     * The catalogue by page number, or by cursor, which neither skips nor repeats while others insert.
     *
     * Small totals are exact; a large one may say only that there are at least so many.
     *
     * Anybody may call this.
     */
    list(query, options) {
        return this.calls.send("GET", "/api/products", { query, options });
    }
    /** Each row of `list`, page after page. */
    walk(query, options) {
        return walk((cursor) => this.list({ per_page: 100, ...query, cursor }, options), "products");
    }
    /**
     * The product with exactly this SKU or barcode: what a scanner asks. Of several, one in stock, then the oldest.
     *
     * Anybody may call this.
     */
    lookUp(query, options) {
        return this.calls.send("GET", "/api/products/lookup", { query, options });
    }
    /**
     * Hides an own product (an admin: any); what was sold keeps its name and price.
     *
     * One that sells a course is a 409 `product_sells_course`. `active: false` closes the course, too: it tells so with
     * `closed_because`, takes no new learners, and keeps those it has.
     *
     * An API key needs the scope products:write.
     */
    remove(productId, options) {
        return this.calls.send("DELETE", `/api/products/${segment(productId)}`, { options });
    }
    /**
     * One product. Its ETag answers If-None-Match with a 304, and is what If-Match of a change names.
     *
     * Anybody may call this.
     */
    show(productId, options) {
        return this.calls.send("GET", `/api/products/${segment(productId)}`, { options });
    }
}
export class RoleRequestsCalls extends Resource {
    /**
     * Asks for a role. The role developer is granted at once, and an admin decides about the role seller.
     *
     * A shop may set either otherwise (`DEVELOPER_ROLE`, `SELLER_ROLE`: `auto` or `review`).
     *
     * Not for API keys.
     */
    ask(body, options) {
        return this.calls.send("POST", "/api/users/role-requests", { body, options });
    }
    /**
     * Grants or denies a pending request; granting leaves the person's other roles as they are.
     *
     * Needs one of the roles: admin. Not for API keys.
     */
    decide(requestId, body, options) {
        return this.calls.send("PATCH", `/api/users/role-requests/${segment(requestId)}`, { body, options });
    }
    /**
     * The caller's own requests (an admin: all), newest first.
     *
     * Not for API keys.
     */
    list(query, options) {
        return this.calls.send("GET", "/api/users/role-requests", { query, options });
    }
    /** Each row of `list`, page after page. */
    walk(query, options) {
        return walk((cursor) => this.list({ per_page: 100, ...query, cursor }, options), "role_requests");
    }
    /**
     * Takes back an own request that nobody has answered yet.
     *
     * Not for API keys.
     */
    withdraw(requestId, options) {
        return this.calls.send("DELETE", `/api/users/role-requests/${segment(requestId)}`, { options });
    }
}
export class SalesCalls extends Resource {
    /**
     * What will be asked for of each product, how long its stock lasts, and what to order; the most urgent first.
     *
     * Needs one of the roles: seller, admin. An API key needs the scope analytics:read.
     */
    forecast(query, options) {
        return this.calls.send("GET", "/api/analytics/forecast", { query, options });
    }
    /** Each row of `forecast`, page after page. */
    walkForecast(query, options) {
        return walk((cursor) => this.forecast({ per_page: 200, ...query, cursor }, options), "products");
    }
    get(query, options) {
        return this.calls.send("GET", "/api/analytics/sales", { query, options });
    }
}
export class SecondFactorCalls extends Resource {
    /**
     * Begins to set up an authenticator app: a new secret, which counts once `confirm` was given a code of it.
     *
     * Not for API keys.
     */
    begin(body, options) {
        return this.calls.send("POST", "/api/auth/second-factor", { body, options });
    }
    /**
     * Set the roles that require two-factor authentication.
     *
     * Holders of such a role who have not enrolled can still sign in, but every call outside their own account answers
     * 403 `mfa_enrolment_required`. The admin who calls must have enrolled themselves.
     *
     * Needs one of the roles: admin. Not for API keys.
     */
    changePolicy(body, options) {
        return this.calls.send("PUT", "/api/auth/second-factor/policy", { body, options });
    }
    /**
     * Turns the second factor on with the app's first code. The caller's other sessions end.
     *
     * Not for API keys.
     */
    confirm(body, options) {
        return this.calls.send("POST", "/api/auth/second-factor/confirm", { body, options });
    }
    /**
     * Turns the second factor off, by password and code. A letter tells the person.
     *
     * Not for API keys.
     */
    remove(body, options) {
        return this.calls.send("DELETE", "/api/auth/second-factor", { body, options });
    }
    /**
     * A new set of recovery codes; the old ones are dead.
     *
     * Not for API keys.
     */
    renewRecoveryCodes(body, options) {
        return this.calls.send("POST", "/api/auth/second-factor/recovery-codes", { body, options });
    }
    /**
     * The roles whose holders must have a second factor.
     *
     * Needs one of the roles: admin. Not for API keys.
     */
    showPolicy(options) {
        return this.calls.send("GET", "/api/auth/second-factor/policy", { options });
    }
    /**
     * Whether the caller has a second factor, and must have one.
     *
     * Not for API keys.
     */
    showState(options) {
        return this.calls.send("GET", "/api/auth/second-factor", { options });
    }
}
export class SecondFactorsCalls extends Resource {
    /**
     * Takes the second factor off somebody who has lost it. Their sessions end, and a letter tells them.
     *
     * An admin's own is turned off by password and code only.
     *
     * Needs one of the roles: admin. Not for API keys.
     */
    reset(userId, options) {
        return this.calls.send("DELETE", `/api/users/${segment(userId)}/second-factor`, { options });
    }
}
export class ShopCalls extends Resource {
    /**
     * Gives the shop a logo, in place of an earlier one. What shines through stays so.
     *
     * Needs one of the roles: admin. Not for API keys.
     */
    changeLogo(body, options) {
        return this.calls.send("PUT", "/api/shop/logo", { form: body, options });
    }
    /**
     * Gives the shop a name: on certificates, badges, receipts and in e-mails.
     *
     * Needs one of the roles: admin. Not for API keys.
     */
    changeShop(body, options) {
        return this.calls.send("PUT", "/api/shop", { body, options });
    }
    /**
     * Takes the shop's logo away; it is no fault to have none.
     *
     * Needs one of the roles: admin. Not for API keys.
     */
    removeLogo(options) {
        return this.calls.send("DELETE", "/api/shop/logo", { options });
    }
    /**
     * The shop's name and logo.
     *
     * Anybody may call this.
     */
    showShop(options) {
        return this.calls.send("GET", "/api/shop", { options });
    }
}
export class TransactionsCalls extends Resource {
    /**
     * Sells the items to the caller at the catalogue's prices.
     *
     * All lines are sold or none. The buyer is in the `courses` that were sold at once. A course that they have already
     * (409 `course_owned`), could not enter yet (`prerequisites_missing`) or at all (`course_closed`) is refused in the
     * quote, too. Send the quote's total as `expected_total`, so that a price that has changed since is never charged
     * unseen. With an `Idempotency-Key` header a repeated call answers what the first one did, with
     * `Idempotent-Replayed: true`, and sells nothing more.
     *
     * An API key needs the scope transactions:write.
     */
    create(body, options) {
        return this.calls.send("POST", "/api/transactions", { body, options });
    }
    /**
     * Sales, newest first, by cursor; of some days with `from` and `to`.
     *
     * Without a `scope` they are the caller's own purchases, also a seller's, whom a notice tells so; `scope=sales` is
     * what a seller has sold.
     *
     * An API key needs the scope transactions:read.
     */
    list(query, options) {
        return this.calls.send("GET", "/api/transactions", { query, options });
    }
    /** Each row of `list`, page after page. */
    walk(query, options) {
        return walk((cursor) => this.list({ per_page: 100, ...query, cursor }, options), "transactions");
    }
    /**
     * Tells what a sale of the items would cost at this moment, or why it would be refused; sells nothing.
     *
     * The quote's total is what a sale names as `expected_total`.
     *
     * An API key needs the scope transactions:write.
     */
    quote(body, options) {
        return this.calls.send("POST", "/api/transactions/quote", { body, options });
    }
    /**
     * One sale, for its buyer or an admin; a seller sees their own lines of it.
     *
     * An API key needs the scope transactions:read.
     */
    show(transactionId, options) {
        return this.calls.send("GET", `/api/transactions/${segment(transactionId)}`, { options });
    }
}
export class UsersCalls extends Resource {
    /**
     * Sets a person's roles, grants one more, activates or deactivates; it counts from their next call on.
     *
     * Needs one of the roles: admin. Not for API keys.
     */
    administer(userId, body = {}, options) {
        return this.calls.send("PATCH", `/api/users/${segment(userId)}`, { body, options });
    }
    /**
     * Changes the given fields of the caller's own profile and leaves the others.
     *
     * A new e-mail address asks for the password once more, and is `pending_email` until the link in a letter to it is
     * opened, for 24 hours; a newer one takes its place. A new username asks for it where the last sign-in is more than
     * 10 minutes ago (403 `reauthentication_required`).
     *
     * Not for API keys.
     */
    changeProfile(body = {}, options) {
        return this.calls.send("PUT", "/api/users/profile", { body, options });
    }
    /**
     * Makes the address that a letter's link confirms its person's own.
     *
     * Opened again, the link answers the same and does nothing.
     *
     * Anybody may call this.
     */
    confirmEmail(body, options) {
        return this.calls.send("POST", "/api/users/confirm-email", { body, options });
    }
    /**
     * People by the time of their sign-up, by page number or by cursor.
     *
     * Needs one of the roles: admin. Not for API keys.
     */
    listPeople(query, options) {
        return this.calls.send("GET", "/api/users", { query, options });
    }
    /** Each row of `listPeople`, page after page. */
    walkPeople(query, options) {
        return walk((cursor) => this.listPeople({ per_page: 100, ...query, cursor }, options), "users");
    }
    /**
     * The caller's own profile.
     *
     * An API key needs the scope users:read.
     */
    showProfile(options) {
        return this.calls.send("GET", "/api/users/profile", { options });
    }
}
export class Resources {
    constructor(calls) {
        this.accounts = new AccountsCalls(calls);
        this.activities = new ActivitiesCalls(calls);
        this.analyses = new AnalysesCalls(calls);
        this.analytics = new AnalyticsCalls(calls);
        this.attempts = new AttemptsCalls(calls);
        this.audit = new AuditCalls(calls);
        this.auth = new AuthCalls(calls);
        this.avatars = new AvatarsCalls(calls);
        this.brands = new BrandsCalls(calls);
        this.categories = new CategoriesCalls(calls);
        this.certificates = new CertificatesCalls(calls);
        this.changes = new ChangesCalls(calls);
        this.courseDrafts = new CourseDraftsCalls(calls);
        this.courseFiles = new CourseFilesCalls(calls);
        this.courseStatements = new CourseStatementsCalls(calls);
        this.courses = new CoursesCalls(calls);
        this.developer = new DeveloperCalls(calls);
        this.health = new HealthCalls(calls);
        this.images = new ImagesCalls(calls);
        this.imports = new ImportsCalls(calls);
        this.jobs = new JobsCalls(calls);
        this.learnerAttempts = new LearnerAttemptsCalls(calls);
        this.learners = new LearnersCalls(calls);
        this.letters = new LettersCalls(calls);
        this.productImports = new ProductImportsCalls(calls);
        this.products = new ProductsCalls(calls);
        this.roleRequests = new RoleRequestsCalls(calls);
        this.sales = new SalesCalls(calls);
        this.secondFactor = new SecondFactorCalls(calls);
        this.secondFactors = new SecondFactorsCalls(calls);
        this.shop = new ShopCalls(calls);
        this.transactions = new TransactionsCalls(calls);
        this.users = new UsersCalls(calls);
    }
}
