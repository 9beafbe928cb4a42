package dev.logcast.page;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOInvalidTreeException;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.metadata.IIOMetadataNode;
import javax.imageio.stream.ImageOutputStream;

/**
 * Takes the moving picture of the README from a page that shows the demo: a GIF of so many pictures, each of what has changed since the one before.
 *
 * <pre>
 * java -jar target/logcast.jar --demo
 * mvn -o -q -DskipTests test-compile dependency:build-classpath -Dmdep.outputFile=target/classpath
 * PLAYWRIGHT_NODEJS_PATH=target/web-tools/driver/linux/node java -cp target/test-classes:$(cat target/classpath) \
 *   dev.logcast.page.MovingPicture http://localhost:8080/ src/docs/demo.gif
 * </pre>
 */
final class MovingPicture {
    private static final int WIDTH = 1000;
    private static final int HEIGHT = 560;
    private static final int PICTURES = 14;
    private static final int PAUSE_MILLIS = 700;
    private static final String FORMAT = "javax_imageio_gif_image_1.0";

    private MovingPicture() {}

    /** @param arguments the page, and the file to write */
    public static void main(String[] arguments) throws IOException {
        List<BufferedImage> pictures = new ArrayList<>();
        try (Chromium chromium = Chromium.launch()) {
            Page page = chromium.browser()
                    .newPage(new Browser.NewPageOptions()
                            .setViewportSize(WIDTH, HEIGHT)
                            .setColorScheme(ColorScheme.DARK));
            page.navigate(arguments[0]);
            page.waitForTimeout(6_000);
            for (int i = 0; i < PICTURES; i++) {
                pictures.add(ImageIO.read(new ByteArrayInputStream(page.screenshot())));
                page.waitForTimeout(PAUSE_MILLIS);
            }
        }
        Path file = Path.of(arguments[1]);
        Files.deleteIfExists(file);
        write(pictures, file);
    }

    private static void write(List<BufferedImage> pictures, Path file) throws IOException {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("gif").next();
        try (ImageOutputStream out = ImageIO.createImageOutputStream(file.toFile())) {
            writer.setOutput(out);
            writer.prepareWriteSequence(null);
            BufferedImage before = null;
            for (BufferedImage picture : pictures) {
                Rectangle changed = before == null
                        ? new Rectangle(picture.getWidth(), picture.getHeight())
                        : changed(before, picture);
                BufferedImage part = new BufferedImage(changed.width, changed.height, BufferedImage.TYPE_INT_RGB);
                part.createGraphics().drawImage(picture, -changed.x, -changed.y, null);
                writer.writeToSequence(new IIOImage(part, null, metadata(writer, part, changed)), null);
                before = picture;
            }
            writer.endWriteSequence();
        }
        writer.dispose();
    }

    private static Rectangle changed(BufferedImage before, BufferedImage now) {
        Rectangle changed = null;
        for (int y = 0; y < now.getHeight(); y++) {
            for (int x = 0; x < now.getWidth(); x++) {
                if (before.getRGB(x, y) != now.getRGB(x, y)) {
                    Rectangle pixel = new Rectangle(x, y, 1, 1);
                    changed = changed == null ? pixel : changed.union(pixel);
                }
            }
        }
        return changed == null ? new Rectangle(1, 1) : changed;
    }

    private static IIOMetadata metadata(ImageWriter writer, BufferedImage picture, Rectangle place)
            throws IIOInvalidTreeException {
        IIOMetadata metadata =
                writer.getDefaultImageMetadata(ImageTypeSpecifier.createFromRenderedImage(picture), null);
        IIOMetadataNode root = new IIOMetadataNode(FORMAT);
        IIOMetadataNode descriptor = new IIOMetadataNode("ImageDescriptor");
        descriptor.setAttribute("imageLeftPosition", Integer.toString(place.x));
        descriptor.setAttribute("imageTopPosition", Integer.toString(place.y));
        descriptor.setAttribute("imageWidth", Integer.toString(place.width));
        descriptor.setAttribute("imageHeight", Integer.toString(place.height));
        descriptor.setAttribute("interlaceFlag", "FALSE");
        IIOMetadataNode control = new IIOMetadataNode("GraphicControlExtension");
        control.setAttribute("disposalMethod", "doNotDispose");
        control.setAttribute("userInputFlag", "FALSE");
        control.setAttribute("transparentColorFlag", "FALSE");
        control.setAttribute("delayTime", Integer.toString(PAUSE_MILLIS / 10));
        control.setAttribute("transparentColorIndex", "0");
        IIOMetadataNode extensions = new IIOMetadataNode("ApplicationExtensions");
        IIOMetadataNode loop = new IIOMetadataNode("ApplicationExtension");
        loop.setAttribute("applicationID", "NETSCAPE");
        loop.setAttribute("authenticationCode", "2.0");
        loop.setUserObject(new byte[] {1, 0, 0});
        extensions.appendChild(loop);
        root.appendChild(descriptor);
        root.appendChild(control);
        root.appendChild(extensions);
        metadata.setFromTree(FORMAT, root);
        return metadata;
    }
}
