package io.tidegauge.topology;

import io.tidegauge.profile.ProfileReader;
import io.tidegauge.profile.ProfileWriter;
import io.tidegauge.topology.InternalMessage.Announcement;
import java.io.DataInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The bytes of an {@link Announcement}: every commit sends one to every partition of stage 2. Version 3, with numbers and
 * texts as in {@link ProfileWriter}: how many sources, each with its topic and partitions; the place of the announced
 * topic among them, from 1, or 0 and the topic; partition; watermark and offset (signed); one byte, 1 if silent; hash;
 * the beginning of the instance that says it, and its number (signed).
 */
final class AnnouncementBytes {

    private static final int LONGEST_TEXT = 65_535;

    private AnnouncementBytes() {}

    static byte[] write(Announcement announcement) {
        ProfileWriter out = new ProfileWriter();
        out.number(announcement.sources().size());
        announcement.sources().forEach((topic, partitions) -> {
            out.text(topic);
            out.signed(partitions);
        });
        int place = List.copyOf(announcement.sources().keySet()).indexOf(announcement.topic()) + 1;
        out.number(place);
        if (place == 0) {
            out.text(announcement.topic());
        }
        out.signed(announcement.partition());
        out.signed(announcement.watermarkMs());
        out.signed(announcement.readTo());
        out.octet(announcement.silent() ? 1 : 0);
        out.signed(announcement.windowsHash());
        out.signed(announcement.from().beganMs());
        out.signed(announcement.from().number());
        return out.toByteArray();
    }

    static Announcement read(byte[] bytes) {
        ProfileReader in = new ProfileReader(bytes);
        int count = in.size("sources", bytes.length, 2);
        List<String> topics = new ArrayList<>();
        SortedMap<String, Integer> sources = new TreeMap<>();
        for (int i = 0; i < count; i++) {
            topics.add(in.text(LONGEST_TEXT));
            sources.put(topics.get(i), Math.toIntExact(in.signed()));
        }
        int place = in.size("place among sources", count, 0);
        Announcement read = new Announcement(
                place == 0 ? in.text(LONGEST_TEXT) : topics.get(place - 1),
                Math.toIntExact(in.signed()),
                in.signed(),
                in.signed(),
                in.octet("silent", 1) == 1,
                sources,
                Math.toIntExact(in.signed()),
                new Instance.Name(in.signed(), in.signed()));
        in.requireEnd();
        return read;
    }

    /** Of version 1 or 2: all numbers in four or eight bytes, and in version 1 without who says it. */
    static Announcement readFirst(DataInputStream in, int version) throws IOException {
        String topic = in.readUTF();
        int partition = in.readInt();
        long watermark = in.readLong();
        long readTo = in.readLong();
        boolean silent = in.readBoolean();
        int hash = in.readInt();
        int count = StateBytes.readCount(in);
        SortedMap<String, Integer> sources = new TreeMap<>();
        for (int i = 0; i < count; i++) {
            sources.put(in.readUTF(), in.readInt());
        }
        Instance.Name from = version == 1 ? Instance.Name.UNKNOWN : new Instance.Name(in.readLong(), in.readLong());
        return new Announcement(topic, partition, watermark, readTo, silent, sources, hash, from);
    }
}
