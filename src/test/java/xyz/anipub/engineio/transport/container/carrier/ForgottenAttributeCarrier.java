package xyz.anipub.engineio.transport.container.carrier;

/** The carrier on a Grizzly that has renamed an attribute of its connections. */
public final class ForgottenAttributeCarrier extends GrizzlyCarrier {

    /** For the service loader. */
    public ForgottenAttributeCarrier() {
        super("HttpServerFilter.OfAnotherName");
    }
}
