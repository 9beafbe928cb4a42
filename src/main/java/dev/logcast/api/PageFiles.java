package dev.logcast.api;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/**
 * The page's files as they are sent, made once and kept: trimmed, a style sheet or a script together with what it imports. The page names its
 * scripts and style sheets by addresses below the version of all of them, {@code v-0123456789abcdef/js/main.js}, and they each other by
 * relative ones: what such an address stands for never changes. For any thread.
 */
final class PageFiles {
    private static final Map<String, String> TYPES = Map.of(
            "html", "text/html;charset=UTF-8",
            "css", "text/css;charset=UTF-8",
            "js", "text/javascript;charset=UTF-8",
            "json", "application/json",
            "svg", "image/svg+xml");

    /** Scripts that are run, and the one that has run before. */
    private static final Map<String, Optional<String>> SCRIPTS = Map.of(
            "/js/begin.js", Optional.empty(),
            "/js/main.js", Optional.of("/js/begin.js"),
            "/js/worker/ingest.js", Optional.empty());

    private static final Pattern VERSIONED = Pattern.compile("/v-([0-9a-f]{16})(/(?:js|css)/.*)");
    private static final Pattern IMPORT = Pattern.compile("(?m)^@import '([a-z-]+\\.css)';\\n");
    private static final Pattern NAMED = Pattern.compile("(?<=(?:src|href)=\")(?=(?:js|css)/)");

    private final Function<String, InputStream> opener;
    private final Function<String, Set<String>> listing;
    private final String product;
    private final Map<String, Asset> assets = new ConcurrentHashMap<>();
    private volatile String version = "";

    /**
     * What is sent.
     *
     * @param tag changes with the content
     * @param immutable whether its address means this content for ever
     */
    @SuppressWarnings("ArrayRecordComponent") // nothing compares assets
    record Asset(String type, String tag, byte[] plain, byte[] compressed, boolean immutable) {
        Asset forEver() {
            return new Asset(type, tag, plain, compressed, true);
        }
    }

    /**
     * @param opener of a file by its path, which gives null where there is none
     * @param listing of the paths in a folder, of which those of folders end with a slash; null where there is none
     * @param product the version of Logcast, which the page names
     */
    PageFiles(Function<String, InputStream> opener, Function<String, Set<String>> listing, String product) {
        this.opener = opener;
        this.listing = listing;
        this.product = product;
    }

    /** Only files of the kinds that a page has: whatever else a WAR contains is nobody's business. */
    Optional<Asset> find(String path) {
        Matcher versioned = VERSIONED.matcher(path);
        if (!versioned.matches()) {
            return named(path);
        }
        // Whoever has an older page gets what there is now: it may do, and nothing surely would not.
        Optional<Asset> found = named(versioned.group(2));
        return versioned.group(1).equals(version()) ? found.map(Asset::forEver) : found;
    }

    private Optional<Asset> named(String path) {
        Asset kept = assets.get(path);
        if (kept != null) {
            return Optional.of(kept);
        }
        String type = TYPES.get(path.substring(path.lastIndexOf('.') + 1));
        if (type == null || path.contains("/WEB-INF/") || path.contains("/META-INF/")) {
            return Optional.empty();
        }
        return read(path).map(file -> {
            byte[] plain = type.startsWith("text/") ? prepare(path, file) : file;
            Asset asset = new Asset(type, hash(plain), plain, compress(plain), false);
            assets.put(path, asset);
            return asset;
        });
    }

    private byte[] prepare(String path, byte[] file) {
        String text = new String(file, StandardCharsets.UTF_8);
        if (SCRIPTS.containsKey(path)) {
            text = JoinedScript.of(path, SCRIPTS.get(path), this::module);
        } else if (path.endsWith(".css")) {
            String folder = path.substring(0, path.lastIndexOf('/') + 1);
            text = IMPORT.matcher(text)
                    .replaceAll(name -> Matcher.quoteReplacement(read(folder + name.group(1))
                            .map(imported -> new String(imported, StandardCharsets.UTF_8))
                            .orElseThrow(() -> new IllegalStateException(path + " imports what is not there"))));
        } else if (path.endsWith(".html")) {
            text = NAMED.matcher(text).replaceAll("v-" + version() + '/').replace("${version}", product);
        }
        return Trimmed.of(path, text).getBytes(StandardCharsets.UTF_8);
    }

    private String module(String path) {
        return read(path)
                .map(file -> new String(file, StandardCharsets.UTF_8))
                .orElseThrow(() -> new IllegalStateException("A script imports " + path + ", which is not there"));
    }

    /** Of all scripts and style sheets together: they name each other. */
    private String version() {
        if (version.isEmpty()) {
            ByteArrayOutputStream all = new ByteArrayOutputStream();
            for (String folder : new String[] {"/css/", "/js/"}) {
                addFiles(folder, all);
            }
            version = hash(all.toByteArray());
        }
        return version;
    }

    private void addFiles(String folder, ByteArrayOutputStream all) {
        Set<String> paths = listing.apply(folder);
        for (String path : new TreeSet<>(paths == null ? Set.of() : paths)) {
            if (path.endsWith("/")) {
                addFiles(path, all);
            } else {
                all.writeBytes(path.getBytes(StandardCharsets.UTF_8));
                read(path).ifPresent(all::writeBytes);
            }
        }
    }

    private Optional<byte[]> read(String path) {
        try (InputStream in = opener.apply(path)) {
            return in == null ? Optional.empty() : Optional.of(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Of a content: another one has another one. */
    static String hash(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes), 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    static byte[] compress(byte[] plain) {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(compressed) {
            {
                def.setLevel(Deflater.BEST_COMPRESSION);
            }
        }) {
            gzip.write(plain);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return compressed.toByteArray();
    }
}
