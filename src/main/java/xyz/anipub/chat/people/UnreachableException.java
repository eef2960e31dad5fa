package xyz.anipub.chat.people;

import xyz.anipub.chat.ChatException;
import xyz.anipub.chat.ErrorCode;

/**
 * A person cannot be written to or invited. The same for who is blocked by whom, for suspended, deleted and unknown people, so that
 * nobody learns of a block.
 */
public class UnreachableException extends ChatException {

    private static final long serialVersionUID = 1L;

    public UnreachableException() {
        super(ErrorCode.UNREACHABLE, "This person cannot be reached.");
    }
}
