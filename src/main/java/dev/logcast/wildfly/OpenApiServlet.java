package dev.logcast.wildfly;

import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;

/** {@code /openapi} where the server has none: the description as it stands in the application. */
@WebServlet(urlPatterns = "/openapi")
public class OpenApiServlet extends HttpServlet {
    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        try (InputStream description = OpenApiServlet.class.getResourceAsStream("/META-INF/openapi.yaml")) {
            if (description == null) {
                throw new IOException("the application lacks META-INF/openapi.yaml");
            }
            response.setContentType("application/yaml;charset=UTF-8");
            description.transferTo(response.getOutputStream());
        }
    }
}
