package xyz.anipub.chat.rest.moderation;

/**
 * Who may do what. Columns are roles, in the order of {@link WhoMayDoWhat}.
 *
 * <p>{@code +} is done; {@code F} forbidden, {@code N} not_a_member, {@code B} banned, {@code K} kicked, {@code M} muted, {@code O}
 * last_owner, {@code R} report_not_found, {@code T} unsupported_media_type, {@code U} unauthorized,
 * {@code V} invalid, {@code X} room_not_found, {@code Z} not_found.
 */
final class Rights {

    private Rights() {}

    /** Message 1 is the owner's, 2 and 3 are the member's. */
    static final String CALLS = """
            GET    /api/chat/rooms                                               +++++++U++
            POST   /api/chat/rooms                                               +++++++U++ {"name":"$unique"}
            GET    /api/chat/rooms/{id}                                          ++++B++U++
            PATCH  /api/chat/rooms/{id}                                          +FFFNNNUN+ {"description":"$unique"}
            GET    /api/chat/rooms/{id}/members                                  ++++B++U++
            POST   /api/chat/rooms/{id}/read                                     ++++NNNUNN {"seq":0}
            POST   /api/chat/rooms/read                                          +++++++U++
            GET    /api/chat/rooms/{id}/messages                                 ++++B++U++
            POST   /api/chat/rooms/{id}/messages                                 +++MNNNUNN {"content":"x","clientId":"$unique"}
            PATCH  /api/chat/rooms/{id}/messages/{messageId}                     FF+MNNNUNN {"content":"$unique"}
            PUT    /api/chat/rooms/{id}/messages/{messageId}/reactions/{emoji}   +++MNNNUNN
            DELETE /api/chat/rooms/{id}/messages/{messageId}/reactions/{emoji}   +++MNNNUNN
            GET    /api/chat/rooms/{id}/changes                                  ++++B++U++
            GET    /api/chat/rooms/{id}/search?q=x                               ++++B++U++
            GET    /api/chat/search?q=x                                          +++++++U++
            GET    /api/chat/mentions                                            +++++++U++
            PUT    /api/chat/rooms/{id}/messages/{messageId}/pin                 ++FFNNNUN+
            GET    /api/chat/rooms/{id}/pins                                     ++++B++U++
            DELETE /api/chat/rooms/{id}/messages/{messageId}/pin                 ++FFNNNUN+
            POST   /api/chat/rooms/{id}/messages/{messageId}/report              ++++B++U++ {"reason":"rude"}
            GET    /api/chat/reports                                             +++++++U++
            PATCH  /api/chat/reports/{reportId}                                  ++RRRRRUR+ {"state":"resolved"}
            DELETE /api/chat/rooms/{id}/messages/{messageId}                     +++FNNNUN+
            PUT    /api/chat/rooms/{id}/members/{userId}/role                    +FFFNNNUN+ {"role":"member"}
            GET    /api/chat/invitations                                         +++++++U++
            GET    /api/chat/invitations/{code}                                  IIIIIIIUII
            POST   /api/chat/invitations/{code}/accept                           IIIIIIIUII
            GET    /api/chat/rooms/{id}/invitations                              ++++NNNUN+
            POST   /api/chat/rooms/{id}/invitations                              ++++NNNUN+ {}
            DELETE /api/chat/rooms/{id}/invitations/{invitationId}               ++++NNNUN+
            PUT    /api/chat/rooms/{id}/members/{userId}                         ++++NNNUN+
            POST   /api/chat/rooms/{id}/invitation                               IIIIIIIUII
            DELETE /api/chat/rooms/{id}/invitation                               IIIIIIIUII
            GET    /api/chat/direct                                              +++++++U++
            POST   /api/chat/direct                                              +++++++U++ {"userIds":["{userId}"]}
            PUT    /api/chat/rooms/{id}/hidden                                   FFFFBFFUFF
            GET    /api/chat/rooms/{id}/mutes                                    ++FFNNNUN+
            PUT    /api/chat/rooms/{id}/mutes/{userId}                           ++FFNNNUN+ {"reason":"noise"}
            DELETE /api/chat/rooms/{id}/mutes/{userId}                           ++FFNNNUN+
            DELETE /api/chat/rooms/{id}/members/{userId}                         ++FFNNNUN+
            GET    /api/chat/rooms/{id}/bans                                     ++FFNNNUN+
            PUT    /api/chat/rooms/{id}/bans/{userId}                            ++FFNNNUN+ {}
            DELETE /api/chat/rooms/{id}/bans/{userId}                            ++FFNNNUN+
            GET    /api/chat/rooms/{id}/audit                                    ++FFNNNUN+
            GET    /api/chat/audit                                               FFFFFFFUF+
            POST   /api/chat/rooms/{id}/join                                     ++++BK+U++
            DELETE /api/chat/rooms/{id}/leave                                    O++++++U++
            DELETE /api/chat/rooms/{id}                                          +XXXXXXUX+
            """;

    /**
     * The calls that are no room's, by a user, by somebody who is not logged in, and by an admin of the site; {@code -} is not tried: the token is
     * needed.
     */
    static final String ACCOUNTS = """
            GET    /api/auth/session                 +++
            GET    /api/auth/me                      +U+
            GET    /api/auth/sessions                +U+
            DELETE /api/auth/sessions/{session}      ZUZ
            PUT    /api/auth/password                FUF {"current":"wrong horse battery","next":"battery staple"}
            POST   /api/auth/renewal                 +UF
            POST   /api/auth/register                VVV {}
            POST   /api/auth/login                   UUU {"name":"$unique","password":"wrong horse"}
            POST   /api/auth/reset                   FFF {"code":"Zm9vYmFyYmF6cXV4MTIzNA","next":"battery staple"}
            POST   /api/admin/claim                  FUF {"code":"Zm9vYmFyYmF6cXV4MTIzNA"}
            GET    /api/admin/people                 FU+
            GET    /api/admin/registration           FU+
            PUT    /api/admin/registration           FU+ {"mode":null}
            GET    /api/invitations                  FU+
            POST   /api/invitations                  FU+ {}
            DELETE /api/invitations/{invitation}     FUZ
            GET    /api/users/me                     +U+
            PATCH  /api/users/me                     +U+ {}
            PUT    /api/users/me/image               TUT {}
            DELETE /api/users/me/image               +U+
            GET    /api/users/me/blocks              +U+
            PUT    /api/users/me/blocks/{userId}     +U+
            DELETE /api/users/me/blocks/{userId}     +U+
            GET    /api/users/me/export              +U+
            GET    /api/users/{id}                   +U+
            GET    /api/users/{id}/image             ZUZ
            POST   /api/users/{id}/reset             FU+
            PUT    /api/users/{id}/suspension        FU+ {}
            DELETE /api/users/{id}/suspension        FU+
            POST   /api/users/me/deletion            FU- {"password":"wrong horse battery","messages":"keep"}
            POST   /api/auth/logout                  +U-
            """;

    /** Without the column of who is logged out, and cannot connect. */
    static final String EVENTS = """
            enter_room        ++++NNNNN
            get_active_users  ++++NNNNN
            send_message      +++MNNNNN
            edit_message      FF+MNNNNN
            add_reaction      +++MNNNNN
            remove_reaction   +++MNNNNN
            mark_read         ++++NNNNN
            typing            +++MNNNNN
            stop_typing       ++++NNNNN
            pin_message       ++FFNNNN+
            unpin_message     ++FFNNNN+
            delete_message    +++FNNNN+
            leave_room        +++++++++
            join_room         ++++BK+++
            """;
}
