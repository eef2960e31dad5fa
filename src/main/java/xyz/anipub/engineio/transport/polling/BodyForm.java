package xyz.anipub.engineio.transport.polling;

import xyz.anipub.engineio.packet.Jsonp;
import xyz.anipub.engineio.packet.PayloadBody;

/** How a payload stands in the body of a POST. */
public enum BodyForm {
    TEXT,
    BINARY,
    /** By a page without CORS (protocol section 2.4). */
    FORM;

    /** @throws xyz.anipub.engineio.packet.MalformedPacketException if there is none in a form */
    PayloadBody payload(byte[] body) {
        PayloadBody content = new PayloadBody(body, this == BINARY);
        return this == FORM ? Jsonp.payloadOfForm(content) : content;
    }
}
