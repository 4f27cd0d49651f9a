package io.tidegauge.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;

class ResourceStackTest {

    private final List<String> closed = new ArrayList<>();
    private final ResourceStack stack = new ResourceStack();

    @Test
    void closesInReverseOrderAndOnce() {
        stack.own(() -> closed.add("first"));
        stack.own(() -> {
            closed.add("second");
            throw new IOException("cannot be closed");
        });
        stack.own(() -> closed.add("third"));
        stack.close();
        stack.close();
        assertThat(closed).containsExactly("third", "second", "first");
    }

    @Test
    void whatComesTooLateIsClosedAtOnce() {
        stack.close();
        assertThatThrownBy(() -> stack.own(() -> closed.add("late"))).isInstanceOf(CancellationException.class);
        assertThat(closed).containsExactly("late");
    }
}
