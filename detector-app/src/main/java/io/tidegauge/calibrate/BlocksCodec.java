package io.tidegauge.calibrate;

import io.tidegauge.event.FeatureKind;
import io.tidegauge.profile.ProfileFormatException;
import io.tidegauge.profile.ProfileReader;
import io.tidegauge.profile.ProfileWriter;
import java.util.ArrayList;
import java.util.List;

/**
 * The bytes of a baseline's blocks. Version 1, with numbers as in {@link ProfileWriter#number}:
 *
 * <pre>
 * version        one byte
 * kind           one byte: 0 numeric, 1 categorical
 * season         one byte: 0 none, 1 hour of day, 2 hour of week
 * cells          how many
 * slots          of each slot of the season: its blocks; then of each slot the rows by cell
 * lengths        how many; of each: length in ms, all blocks, kept blocks, the first one's start divided by the length
 *                (signed), of each other one the distance from the one before, less 1; then of each block the rows by cell
 * </pre>
 *
 * <p>Whatever the bytes, reading gives valid blocks or a {@link BlocksFormatException}, and takes memory in proportion to
 * their length.
 */
final class BlocksCodec {

    private static final int VERSION = 1;
    private static final int MOST_CELLS = 1_024;
    private static final int MOST_LENGTHS = 8;

    private BlocksCodec() {}

    static byte[] encode(BaselineBlocks blocks) {
        ProfileWriter out = new ProfileWriter();
        out.octet(VERSION);
        out.octet(blocks.kind() == FeatureKind.NUMERIC ? 0 : 1);
        out.octet(blocks.season().ordinal());
        out.number(blocks.cells());
        for (int slot = 0; slot < blocks.season().slots(); slot++) {
            out.number(blocks.blocksIn(slot));
        }
        blocks.slots().write(out);
        out.number(blocks.lengths().size());
        blocks.lengths().forEach(length -> length.write(out));
        return out.toByteArray();
    }

    static BaselineBlocks decode(byte[] bytes) {
        ProfileReader in = new ProfileReader(bytes);
        try {
            int version = in.octet();
            if (version != VERSION) {
                throw new BlocksFormatException("blocks of version " + version + ", this reads " + VERSION);
            }
            BaselineBlocks blocks = read(in);
            in.requireEnd();
            return blocks;
        } catch (IllegalArgumentException | ArithmeticException | ProfileFormatException e) {
            throw new BlocksFormatException("no valid blocks: " + e.getMessage() + in.at(), e);
        }
    }

    private static BaselineBlocks read(ProfileReader in) {
        FeatureKind kind = in.octet("kind", 1) == 0 ? FeatureKind.NUMERIC : FeatureKind.CATEGORICAL;
        Season season = Season.values()[in.octet("season", Season.values().length - 1)];
        int cells = in.size("cells", MOST_CELLS, season.slots());
        int[] blocksInSlot = new int[season.slots()];
        for (int slot = 0; slot < blocksInSlot.length; slot++) {
            blocksInSlot[slot] = Math.toIntExact(in.count());
        }
        PackedRows slots = PackedRows.read(in, season.slots(), cells);
        int count = in.size("lengths of blocks", MOST_LENGTHS, 1);
        List<BlockCells> lengths = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            BlockCells length = BlockCells.read(in, cells);
            if (i > 0 && length.lengthMs() <= lengths.get(i - 1).lengthMs()) {
                throw new BlocksFormatException("blocks of " + length.lengthMs() + " ms out of order" + in.at());
            }
            lengths.add(length);
        }
        return new BaselineBlocks(kind, cells, season, blocksInSlot, slots, lengths);
    }
}
