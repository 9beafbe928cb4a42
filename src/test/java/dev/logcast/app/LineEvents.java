package dev.logcast.app;

import dev.logcast.line.LineBatch;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.NotificationOptions;
import jakarta.enterprise.util.TypeLiteral;
import java.lang.annotation.Annotation;
import java.util.concurrent.CompletionStage;

/** Stands in for the container's event: only {@link #fire} is used. */
abstract class LineEvents implements Event<LineBatch> {
    @Override
    public final <U extends LineBatch> CompletionStage<U> fireAsync(U batch) {
        throw new UnsupportedOperationException();
    }

    @Override
    public final <U extends LineBatch> CompletionStage<U> fireAsync(U batch, NotificationOptions options) {
        throw new UnsupportedOperationException();
    }

    @Override
    public final Event<LineBatch> select(Annotation... qualifiers) {
        throw new UnsupportedOperationException();
    }

    @Override
    public final <U extends LineBatch> Event<U> select(Class<U> type, Annotation... qualifiers) {
        throw new UnsupportedOperationException();
    }

    @Override
    public final <U extends LineBatch> Event<U> select(TypeLiteral<U> type, Annotation... qualifiers) {
        throw new UnsupportedOperationException();
    }
}
