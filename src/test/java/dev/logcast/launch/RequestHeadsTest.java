package dev.logcast.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestHeadsTest {
    @ParameterizedTest
    @ValueSource(strings = {"", "/", "/logs/a", "/logs/%41", "/%c3%A9", "/%25zz", "/%ff%00", "/a%2Fb%20"})
    void escapesHaveTwoDigits(String path) {
        assertThat(RequestHeads.isEscaped(path)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"%", "/%", "/%4", "/logs/%zz", "/%4g", "/%g4", "/%%41", "/%25%zz", "/%41%", "/%-1", "/%１１"})
    void percentSignWithoutThemIsNoEscape(String path) {
        assertThat(RequestHeads.isEscaped(path)).isFalse();
    }

    @Test
    void aBodyHasOneEndForEverybody() {
        assertThat(RequestHeads.isFramed(null, null)).isTrue();
        assertThat(RequestHeads.isFramed(null, "17")).isTrue();
        assertThat(RequestHeads.isFramed("Chunked ", null)).isTrue();
        assertThat(RequestHeads.isFramed("chunked", "17")).isFalse();
        assertThat(List.of("xchunked", "identity", "gzip, chunked", "chunked, identity", ""))
                .noneMatch(encoding -> RequestHeads.isFramed(encoding, null));
        assertThat(List.of("", "+1", "-1", "1, 1", "0x10", "1 1", "99999999999999999999"))
                .noneMatch(length -> RequestHeads.isFramed(null, length));
    }

    @Test
    void aHostHasANameAndAPortThatIsOneOrNone() {
        assertThat(List.of("localhost", "localhost:8080", "[::1]:8080", "[::1]", "127.0.0.1:", "é.example"))
                .allMatch(RequestHeads::isHost);
        assertThat(List.of(
                        "",
                        ":80",
                        "localhost:x",
                        "localhost:99999999",
                        "[::1",
                        "a b",
                        "http://localhost/",
                        "a:1:2",
                        "::1"))
                .noneMatch(RequestHeads::isHost);
    }

    @Test
    void pathThatTheServerFailsToResolveIsNone() {
        assertThat(List.of(
                        "",
                        "a",
                        "?",
                        ";",
                        "/.",
                        "/..",
                        "/logs/.",
                        "/logs/..",
                        "/logs/%2e",
                        "/logs/.%2E",
                        "/logs/.;x=1"))
                .noneMatch(RequestHeads::isPath);
        assertThat(List.of(
                        "/",
                        "*",
                        "/caf%c3%a9",
                        "/logs",
                        "/logs/a.",
                        "/logs/...",
                        "/./logs",
                        "/../logs",
                        "/.well-known"))
                .allMatch(RequestHeads::isPath);
    }
}
