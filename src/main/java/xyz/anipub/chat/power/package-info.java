/**
 * May this caller do this here: roles, posting rules, mutes and bans, for both doors ({@link xyz.anipub.chat.power.Power}).
 *
 * <p>What is asked often is kept in memory ({@link xyz.anipub.chat.power.RoomPowers}), so that posting asks the store nothing
 * more. Whoever changes it ends what is kept on all nodes before the change is answered ({@code chat.room.PowerChanges}).
 */
@NullMarked
package xyz.anipub.chat.power;

import org.jspecify.annotations.NullMarked;
