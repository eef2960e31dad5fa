package xyz.anipub.chat.report;

import xyz.anipub.chat.ChatException;
import xyz.anipub.chat.ErrorCode;

/** There is no such report, or none for this caller. */
public class ReportNotFoundException extends ChatException {

    private static final long serialVersionUID = 1L;

    public ReportNotFoundException() {
        super(ErrorCode.REPORT_NOT_FOUND, "There is no such report.");
    }
}
