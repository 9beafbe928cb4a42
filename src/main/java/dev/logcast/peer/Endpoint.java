package dev.logcast.peer;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HexFormat;

/**
 * An address and a port as Linux prints them in {@code /proc/net/tcp}: words of 32 bits in the machine's order, which is taken to be
 * little-endian, {@code 0100007F:1F90}.
 */
final class Endpoint {
    /** Before an address of IPv4 that is used over IPv6 (RFC 4291, section 2.5.5.2). */
    static final String MAPPED = "0000000000000000FFFF0000";

    private static final HexFormat HEX = HexFormat.of().withUpperCase();
    private static final String LOOPBACK = "00000000000000000000000001000000:";

    /** Of an address of IPv4, with the colon behind it. */
    private static final int SHORT = 9;

    private Endpoint() {}

    /** @return empty for what is no address */
    static String print(String address, int port) {
        try {
            byte[] bytes = InetAddress.getByName(address).getAddress();
            StringBuilder hex = new StringBuilder();
            for (int word = 0; word < bytes.length; word += Integer.BYTES) {
                for (int i = word + Integer.BYTES - 1; i >= word; i--) {
                    HEX.toHexDigits(hex, bytes[i]);
                }
            }
            return hex.append(':').append(HEX.toHexDigits((char) port)).toString();
        } catch (UnknownHostException e) {
            return "";
        }
    }

    static int port(String printed) {
        return Integer.parseInt(printed, printed.indexOf(':') + 1, printed.length(), 16);
    }

    /** Whether it is at this machine for sure. */
    static boolean loopback(String printed) {
        String address = printed.startsWith(MAPPED) ? printed.substring(MAPPED.length()) : printed;
        return address.startsWith(LOOPBACK) || address.startsWith("7F:", SHORT - 3);
    }
}
