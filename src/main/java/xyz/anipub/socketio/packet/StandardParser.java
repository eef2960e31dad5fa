package xyz.anipub.socketio.packet;

/** Texts with attachments: {@link PacketEncoder} and {@link PacketDecoder} as a {@link Parser}. */
final class StandardParser implements Parser {

    @Override
    public EncodedPacket encode(Packet packet) {
        return PacketEncoder.encode(packet);
    }

    @Override
    public Decoder decoder(PacketLimits limits) {
        return new PacketDecoder(limits);
    }
}
