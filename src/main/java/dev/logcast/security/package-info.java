/**
 * Who a visitor is, and what a visitor may do: tokens, sessions, the filter before every request. Request threads call it. Resources ask
 * for the {@code Visitor} only.
 */
@NullMarked
package dev.logcast.security;

import org.jspecify.annotations.NullMarked;
