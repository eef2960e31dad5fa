package xyz.anipub.engineio.packet;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Payloads as script and as form, for browsers without CORS: {@code ___eio[0]("6:4hello");} and
 * {@code d=6%3A4hello}; protocol section 2.4.
 *
 * @param index which of the page's callbacks: digits alone, so that nobody writes code into the script
 */
public record Jsonp(String index) {

    private static final Pattern DIGITS = Pattern.compile("[0-9]{1,10}");
    private static final Pattern FIELDS = Pattern.compile("&");
    private static final String FIELD = "d=";

    public Jsonp {
        if (!DIGITS.matcher(index).matches()) {
            throw new IllegalArgumentException("a callback is named by digits");
        }
    }

    /** The callback that the query parameter {@code j} names; its other characters do not count. Empty if none is left. */
    public static Optional<Jsonp> named(String parameter) {
        String digits = parameter.replaceAll("[^0-9]", "");
        return DIGITS.matcher(digits).matches() ? Optional.of(new Jsonp(digits)) : Optional.empty();
    }

    /** The script that hands a text payload to its callback. */
    public PayloadBody script(PayloadBody payload) {
        StringBuilder script = new StringBuilder(payload.content().length + 32);
        script.append("___eio[").append(index).append("](\"");
        payload.text().chars().forEach(c -> escape((char) c, script));
        return PayloadBody.ofText(script.append("\");").toString().getBytes(StandardCharsets.UTF_8));
    }

    /**
     * The payload in a form. A form would send line ends as it likes, so clients send {@code \n} as two characters, and
     * those two characters with a backslash before them.
     *
     * @throws MalformedPacketException if there is no field {@code d}, or it cannot be read
     */
    public static PayloadBody payloadOfForm(PayloadBody form) {
        String field = FIELDS.splitAsStream(form.text())
                .filter(each -> each.startsWith(FIELD))
                .findFirst()
                .orElseThrow(() -> new MalformedPacketException("form without payload"));
        String value;
        try {
            value = URLDecoder.decode(field.substring(FIELD.length()), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new MalformedPacketException("form that cannot be decoded");
        }
        return PayloadBody.ofText(withLineEnds(value).getBytes(StandardCharsets.UTF_8));
    }

    private static String withLineEnds(String value) {
        StringBuilder text = new StringBuilder(value.length());
        int i = 0;
        while (i < value.length()) {
            if (value.startsWith("\\\\n", i)) {
                text.append("\\n");
                i += 3;
            } else if (value.startsWith("\\n", i)) {
                text.append('\n');
                i += 2;
            } else {
                text.append(value.charAt(i++));
            }
        }
        return text.toString();
    }

    /** A string of JSON that is one of JavaScript, too, and ends no script element that it may stand in. */
    private static void escape(char c, StringBuilder script) {
        switch (c) {
            case '"' -> script.append("\\\"");
            case '\\' -> script.append("\\\\");
            case '\n' -> script.append("\\n");
            case '\r' -> script.append("\\r");
            default -> {
                if (c < ' ' || c == '<' || c == 0x2028 || c == 0x2029) {
                    script.append("\\u%04x".formatted((int) c));
                } else {
                    script.append(c);
                }
            }
        }
    }
}
