package io.tidegauge.serde;

import io.tidegauge.event.FlatEvent;
import java.util.List;

/** How a value that no event needs is passed over. Recursive types have no such way: what they hold may be of any depth. */
sealed interface Skip {

    /** The position after the value, {@link AvroBytes#FAILED} where there is no such value. */
    int after(byte[] bytes, int pos, int end);

    /** Always so many bytes. */
    record Fixed(int width) implements Skip {
        @Override
        public int after(byte[] bytes, int pos, int end) {
            return end - pos < width ? AvroBytes.FAILED : pos + width;
        }
    }

    /** An int. */
    record IntNumber() implements Skip {
        @Override
        public int after(byte[] bytes, int pos, int end) {
            return AvroBytes.afterInt(bytes, pos, end);
        }
    }

    /** A long. */
    record LongNumber() implements Skip {
        @Override
        public int after(byte[] bytes, int pos, int end) {
            return AvroBytes.afterLong(bytes, pos, end);
        }
    }

    /** A string or bytes. */
    record Run(int longest) implements Skip {
        @Override
        public int after(byte[] bytes, int pos, int end) {
            return AvroBytes.after(AvroBytes.run(bytes, pos, end, longest));
        }
    }

    /** One of several, its index in front: a union, or an enum, whose symbols have nothing behind their index. */
    record Choice(List<Skip> branches) implements Skip {
        @Override
        public int after(byte[] bytes, int pos, int end) {
            int next = AvroBytes.afterInt(bytes, pos, end);
            long index = next < 0 ? AvroBytes.FAILED : AvroBytes.number(bytes, pos, next);
            return index < 0 || index >= branches.size()
                    ? AvroBytes.FAILED
                    : branches.get((int) index).after(bytes, next, end);
        }
    }

    /** One after the other: a record. */
    record Fields(List<Skip> fields) implements Skip {
        @Override
        public int after(byte[] bytes, int pos, int end) {
            int next = pos;
            for (int i = 0; i < fields.size() && next >= 0; i++) {
                next = fields.get(i).after(bytes, next, end);
            }
            return next;
        }
    }

    /** Blocks of items, each of which takes a byte at least: an array, or a map, whose items are key and value. */
    record Blocks(Skip item) implements Skip {
        @Override
        public int after(byte[] bytes, int pos, int end) {
            int head = pos;
            int left = AvroBytes.LONGEST;
            while (true) {
                long block = AvroBytes.block(bytes, head, end);
                int count = FlatEvent.length(block);
                left -= count;
                if (block < 0 || left < 0) {
                    return AvroBytes.FAILED;
                }
                if (count == 0) {
                    return FlatEvent.offset(block);
                }
                int next = items(bytes, FlatEvent.offset(block), end, count);
                if (next < 0 || !AvroBytes.endsAsSaid(bytes, head, end, next)) {
                    return AvroBytes.FAILED;
                }
                head = next;
            }
        }

        private int items(byte[] bytes, int first, int end, int count) {
            int next = first;
            for (int i = 0; i < count && next >= 0; i++) {
                next = item.after(bytes, next, end);
            }
            return next;
        }
    }
}
