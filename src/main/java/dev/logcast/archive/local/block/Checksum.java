package dev.logcast.archive.local.block;

import java.util.zip.CRC32C;

/** CRC-32C (RFC 3720, appendix B.4), by which is known whether bytes are those that were written. */
public final class Checksum {
    private Checksum() {}

    public static int of(byte[] bytes, int from, int length) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, from, length);
        return (int) crc.getValue();
    }
}
