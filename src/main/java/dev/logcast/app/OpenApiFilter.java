package dev.logcast.app;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;

/** A filter that has {@code /openapi} say what it is: YAML (RFC 9512), which Payara calls plain text. */
@WebFilter(urlPatterns = "/openapi")
public class OpenApiFilter extends HttpFilter {
    private static final String CONTENT_TYPE = "Content-Type";

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        chain.doFilter(request, new Named(response));
    }

    private static final class Named extends HttpServletResponseWrapper {
        Named(HttpServletResponse response) {
            super(response);
        }

        @Override
        public void setContentType(String type) {
            super.setContentType(named(type));
        }

        @Override
        public void setHeader(String name, String value) {
            super.setHeader(name, name.equalsIgnoreCase(CONTENT_TYPE) ? named(value) : value);
        }

        @Override
        public void addHeader(String name, String value) {
            super.addHeader(name, name.equalsIgnoreCase(CONTENT_TYPE) ? named(value) : value);
        }

        private static String named(String type) {
            return type != null && type.startsWith("text/plain") ? "application/yaml;charset=UTF-8" : type;
        }
    }
}
