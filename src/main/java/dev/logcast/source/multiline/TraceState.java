package dev.logcast.source.multiline;

import org.jspecify.annotations.Nullable;

/**
 * The state of a record that grows, which says what else belongs to it. Knows the shapes of traces; that indented lines belong to any
 * record, and what begins like a line of a log to none, is not asked here.
 */
enum TraceState {
    /** No line of which more is known. */
    PLAIN {
        @Override
        TraceState behindIndented(String line) {
            return isFrame(line) ? FRAMES : PLAIN;
        }
    },

    /** A blank line, which stands alone. */
    BLANK,

    /** Begins like a line of a log. */
    LOG {
        @Override
        @Nullable
        TraceState behind(String line) {
            if (line.equals(PythonTrace.BEGINNING)) {
                return PYTHON_FRAMES;
            }
            if (GoTrace.isGoroutine(line)) {
                return GO;
            }
            if (PythonTrace.isContext(line)) {
                return LOG;
            }
            if (line.equals("Stack trace:") || line.equals("[stacktrace]") || isFirstNumbered(line)) {
                return NUMBERED;
            }
            if (RubyTrace.isFrame(line)) {
                return RUBY;
            }
            if (BeamTrace.begins(line)) {
                return BEAM;
            }
            return ExceptionName.isPackaged(line) ? EXCEPTION : null;
        }

        @Override
        TraceState behindIndented(String line) {
            if (PythonTrace.isGroup(line)) {
                return PYTHON_GROUP;
            }
            return isFrame(line) ? FRAMES : LOG;
        }
    },

    /** A line of a log whose message begins on the next one: whatever comes until another line of a log. */
    LOG_EMPTY {
        @Override
        TraceState behind(String line) {
            return LOG_EMPTY;
        }

        @Override
        TraceState behindBlank() {
            return LOG_EMPTY;
        }
    },

    /** The first of two lines of java.util.logging. */
    LOG_HALF,

    /** A message in double brackets, as GlassFish writes it: whatever comes until they are closed. */
    BRACKETS {
        @Override
        TraceState behind(String line) {
            return line.endsWith("]]") ? PLAIN : BRACKETS;
        }

        @Override
        TraceState behindIndented(String line) {
            return behind(line);
        }

        @Override
        TraceState behindBlank() {
            return BRACKETS;
        }
    },

    /** Said that an exception was not caught: the exception follows. */
    UNCAUGHT {
        @Override
        @Nullable
        TraceState behind(String line) {
            if (line.equals(PythonTrace.BEGINNING)) {
                return PYTHON_FRAMES;
            }
            return ExceptionName.is(line) ? FRAMES : null;
        }

        @Override
        TraceState behindIndented(String line) {
            return FRAMES;
        }
    },

    /** An exception whose frames are still to come: until then its message goes on. */
    EXCEPTION {
        @Override
        @Nullable
        TraceState behind(String line) {
            if (isCause(line)) {
                return EXCEPTION;
            }
            return begins(line) ? null : EXCEPTION;
        }

        @Override
        TraceState behindIndented(String line) {
            return isFrame(line) ? FRAMES : EXCEPTION;
        }
    },

    /** A trace all of whose lines are indented, but for its causes. */
    FRAMES {
        @Override
        @Nullable
        TraceState behind(String line) {
            return isCause(line) ? EXCEPTION : null;
        }
    },

    PYTHON_GROUP {
        @Override
        @Nullable
        TraceState behind(String line) {
            return PythonTrace.isChain(line) ? PYTHON_CHAIN : null;
        }
    },
    PYTHON_FRAMES {
        @Override
        @Nullable
        TraceState behind(String line) {
            return ExceptionName.isName(line) ? PYTHON : null;
        }
    },
    PYTHON {
        @Override
        @Nullable
        TraceState behind(String line) {
            if (PythonTrace.isDetail(line)) {
                return PYTHON;
            }
            return PythonTrace.isChain(line) ? PYTHON_CHAIN : null;
        }

        @Override
        TraceState behindBlank() {
            return PYTHON_BLANK;
        }
    },
    PYTHON_BLANK {
        @Override
        @Nullable
        TraceState behind(String line) {
            return PYTHON.behind(line);
        }
    },
    PYTHON_CHAIN {
        @Override
        @Nullable
        TraceState behind(String line) {
            return line.equals(PythonTrace.BEGINNING) ? PYTHON_FRAMES : null;
        }

        @Override
        TraceState behindIndented(String line) {
            return PythonTrace.isGroup(line) ? PYTHON_GROUP : PYTHON_CHAIN;
        }

        @Override
        TraceState behindBlank() {
            return PYTHON_CHAIN;
        }
    },

    /** Said that nothing caught what was thrown in Dart: the next line says what that is. */
    THROWN_DUE {
        @Override
        TraceState behind(String line) {
            return NUMBERED;
        }

        @Override
        TraceState behindIndented(String line) {
            return NUMBERED;
        }
    },

    /** A trace whose frames are numbered, as PHP and Dart write it. */
    NUMBERED {
        @Override
        @Nullable
        TraceState behind(String line) {
            boolean frame = line.charAt(0) == '#' && line.length() > 1 && Character.isDigit(line.charAt(1));
            boolean cause = line.startsWith("Next ") || line.equals("Stack trace:");
            boolean part = frame || cause || line.startsWith("\"}") || line.equals("<asynchronous suspension>");
            return part ? NUMBERED : null;
        }

        @Override
        TraceState behindBlank() {
            return NUMBERED_BLANK;
        }
    },
    NUMBERED_BLANK {
        @Override
        @Nullable
        TraceState behind(String line) {
            return line.startsWith("Next ") ? NUMBERED : null;
        }
    },

    GO {
        @Override
        @Nullable
        TraceState behind(String line) {
            return GoTrace.isLine(line) ? GO : null;
        }

        @Override
        TraceState behindBlank() {
            return GO_BLANK;
        }
    },
    GO_BLANK {
        @Override
        @Nullable
        TraceState behind(String line) {
            return GoTrace.isPart(line) ? GO : null;
        }
    },

    /** A function of Go, as libraries of logging write stacks; its place in a file is due. */
    GO_FUNCTION {
        @Override
        TraceState behindIndented(String line) {
            return GO_PLACE;
        }
    },
    GO_PLACE {
        @Override
        @Nullable
        TraceState behind(String line) {
            return GoTrace.isFunction(line) ? GO_FUNCTION : null;
        }
    },

    RUBY {
        @Override
        @Nullable
        TraceState behind(String line) {
            return RubyTrace.isFrame(line) ? RUBY : null;
        }
    },

    BEAM {
        @Override
        @Nullable
        TraceState behind(String line) {
            return BeamTrace.isPart(line) ? BEAM : null;
        }
    },

    /** The time of a slow statement: who sent it is due. */
    SLOW_TIME {
        @Override
        @Nullable
        TraceState behind(String line) {
            return SlowLog.isUser(line) ? SLOW : SLOW.behind(line);
        }
    },

    /** A slow statement, until another one begins. */
    SLOW {
        @Override
        @Nullable
        TraceState behind(String line) {
            return SlowLog.isTime(line) || SlowLog.isUser(line) ? null : SLOW;
        }

        @Override
        TraceState behindBlank() {
            return SLOW;
        }
    },

    /** The place in a script that Node.js shows: its name, its code, a caret below. */
    NODE_PLACE {
        @Override
        TraceState behind(String line) {
            return NODE_CODE;
        }

        @Override
        TraceState behindIndented(String line) {
            return NODE_CODE;
        }
    },
    NODE_CODE {
        @Override
        @Nullable
        TraceState behind(String line) {
            return NodeTrace.isCaret(line) ? NODE_CARET : null;
        }

        @Override
        TraceState behindIndented(String line) {
            return NodeTrace.isCaret(line) ? NODE_CARET : NODE_CODE;
        }
    },
    NODE_CARET {
        @Override
        TraceState behind(String line) {
            return NODE_FRAMES;
        }

        @Override
        TraceState behindBlank() {
            return NODE_ERROR_DUE;
        }
    },
    NODE_ERROR_DUE {
        @Override
        TraceState behind(String line) {
            return NODE_FRAMES;
        }
    },
    NODE_FRAMES {
        @Override
        @Nullable
        TraceState behind(String line) {
            return line.startsWith("Node.js v") ? PLAIN : null;
        }

        @Override
        TraceState behindBlank() {
            return NODE_BLANK;
        }
    },
    NODE_BLANK {
        @Override
        @Nullable
        TraceState behind(String line) {
            return NODE_FRAMES.behind(line);
        }
    },

    /** A Rust panic whose message stands on the next line. */
    RUST_MESSAGE_DUE {
        @Override
        TraceState behind(String line) {
            return line.startsWith("assertion `") ? RUST_ASSERTION : RUST;
        }

        @Override
        TraceState behindIndented(String line) {
            return RUST;
        }
    },

    /** An assertion whose two sides are still to come: until then its message goes on. */
    RUST_ASSERTION {
        @Override
        @Nullable
        TraceState behind(String line) {
            return of(line, false) == PLAIN ? RUST_ASSERTION : null;
        }

        @Override
        TraceState behindIndented(String line) {
            return line.startsWith("  left: ") ? RUST : RUST_ASSERTION;
        }
    },
    RUST {
        @Override
        @Nullable
        TraceState behind(String line) {
            return line.startsWith("note: ") || line.equals("stack backtrace:") ? RUST : null;
        }
    };

    /** The form of a record that begins with a line, which is not empty. */
    static TraceState of(String line, boolean log) {
        if (log) {
            return ofLog(line);
        }
        return switch (line.charAt(0)) {
            case ' ' -> PythonTrace.isGroup(line) ? PYTHON_GROUP : PLAIN;
            case '=' -> BeamTrace.isReport(line) ? BEAM : PLAIN;
            case '#' -> SlowLog.isTime(line) ? SLOW_TIME : SlowLog.isUser(line) ? SLOW : PLAIN;
            case 'T' -> line.equals(PythonTrace.BEGINNING) ? PYTHON_FRAMES : ofPlace(line);
            case 'E' ->
                line.startsWith("Exception in thread ") || line.startsWith("Exception ignored in")
                        ? ofUncaught(line)
                        : ofPlace(line);
            case 'U' ->
                line.startsWith("Unhandled exception") || line.startsWith("Unhandled Exception")
                        ? ofUncaught(line)
                        : ofPlace(line);
            case 't' -> isPanic(line) ? (line.endsWith(":") ? RUST_MESSAGE_DUE : RUST) : PLAIN;
            case 'f', 'g', 'p' -> GoTrace.begins(line) ? GO : ofPlace(line);
            default -> ofPlace(line);
        };
    }

    private static TraceState ofLog(String line) {
        if (line.endsWith(PythonTrace.BEGINNING)) {
            return PYTHON_FRAMES;
        }
        if (line.endsWith("[[") && line.charAt(0) == '[') {
            return BRACKETS;
        }
        if (line.endsWith(": ")) {
            return LOG_EMPTY;
        }
        return LogPrefix.isHalf(line) ? LOG_HALF : LOG;
    }

    /** With the exception on the same line its message may go on; else the exception is due. */
    private static TraceState ofUncaught(String line) {
        if (line.equals("Unhandled exception:")) {
            return THROWN_DUE;
        }
        return ExceptionName.isWithin(line) ? EXCEPTION : UNCAUGHT;
    }

    private static TraceState ofPlace(String line) {
        if (NodeTrace.isPlace(line)) {
            return NODE_PLACE;
        }
        return RubyTrace.isPlace(line) || RubyTrace.isRaised(line) ? RUBY : PLAIN;
    }

    /**
     * The form of a trace that seems to begin with a line behind one that tells of trouble, and does so if more lines follow that belong
     * to it; null if none does.
     */
    static @Nullable TraceState ofTrace(String line) {
        if (ExceptionName.is(line) || ExceptionName.isQualified(line)) {
            return FRAMES;
        }
        if (GoTrace.isFunction(line)) {
            return GO_FUNCTION;
        }
        return switch (of(line, false)) {
            case UNCAUGHT, THROWN_DUE, EXCEPTION, GO, NODE_PLACE, RUST, RUST_MESSAGE_DUE, RUBY -> of(line, false);
            default -> null;
        };
    }

    /** Whether a line behind an exception is not a part of its message. */
    static boolean begins(String line) {
        return of(line, false) != PLAIN || ExceptionName.is(line);
    }

    /** {@code thread 'main' panicked at src/main.rs:2:5:}. */
    private static boolean isPanic(String line) {
        return line.startsWith("thread '") && line.contains(" panicked at ");
    }

    /** {@code #0 /app/b.php(7): take()}, {@code #0      main (file:///app/a.dart:3:5)}. */
    private static boolean isFirstNumbered(String line) {
        return line.startsWith("#0 ") && line.endsWith(")");
    }

    private static boolean isCause(String line) {
        return line.startsWith("Caused by: ") || line.startsWith("Wrapped by: ");
    }

    /** Whether an indented line is a frame of a trace. */
    static boolean isFrame(String line) {
        int i = 0;
        while (i < line.length() && (line.charAt(i) == ' ' || line.charAt(i) == '\t')) {
            i++;
        }
        return line.startsWith("at ", i)
                || line.startsWith("... ", i)
                || line.startsWith("File \"", i)
                || (line.startsWith("from ", i) && RubyTrace.isPlace(line));
    }

    /** Whether more is to be expected behind the first line. */
    boolean isBeginning() {
        return this != PLAIN && this != LOG && this != BLANK;
    }

    /** Whether the record is that of a log, each line of which begins in its way. */
    boolean isLog() {
        return this == LOG || this == LOG_HALF;
    }

    /** Whether a record may have any text in it. */
    boolean takesAll() {
        return this == BRACKETS || this == LOG_EMPTY || this == SLOW;
    }

    /** The form with one more line, which is not indented; null if the line is not part of the record. */
    @Nullable
    TraceState behind(String line) {
        return null;
    }

    /** The form with one more line, which is indented. */
    TraceState behindIndented(String line) {
        return this;
    }

    /** The form with a blank line; null if the line is not part of the record. */
    @Nullable
    TraceState behindBlank() {
        return null;
    }
}
