import VerbatimTensor

/// A file of events in TensorFlow's record format, which TensorBoard reads.
///
/// A record is its length in 8 bytes, the masked CRC32C of these, the data, and the data's masked CRC32C. The data is an
/// `Event` in protocol buffers' wire format: time 1, step 2, version 3, summary 5.
///
/// Source: tensorflow/tensorflow, core/lib/io/record_writer.cc and core/util/event.proto.
struct EventFile {
    /// What an event tells.
    enum Value {
        case scalar(Float)
        case histogram([Float])
        case text(String)
    }

    private let path: String

    /// Starts a file with the event that names the format's version.
    init(path: String, time: Double) throws {
        self.path = path
        var event = ProtocolBuffer()
        event.double(1, time)
        event.data(3, Array("brain.Event:2".utf8))
        try append(event)
    }

    /// Adds an event of values under tags.
    func write(_ values: [(tag: String, value: Value)], step: Int, time: Double) throws {
        guard !values.isEmpty else { return }
        var summary = ProtocolBuffer()
        for (tag, value) in values {
            var entry = ProtocolBuffer()
            entry.data(1, Array(tag.utf8))
            switch value {
            case .scalar(let number): entry.float(2, number)
            case .histogram(let numbers): entry.message(5, Self.histogram(numbers))
            case .text(let text):
                var tensor = ProtocolBuffer()
                tensor.integer(1, 7)
                tensor.message(2, ProtocolBuffer())
                tensor.data(8, Array(text.utf8))
                entry.message(8, tensor)
                var plugin = ProtocolBuffer()
                plugin.data(1, Array("text".utf8))
                var metadata = ProtocolBuffer()
                metadata.message(1, plugin)
                entry.message(9, metadata)
            }
            summary.message(1, entry)
        }
        var event = ProtocolBuffer()
        event.double(1, time)
        event.integer(2, step)
        event.message(5, summary)
        try append(event)
    }

    /// Thirty buckets of equal width between the least and the greatest number.
    private static func histogram(_ numbers: [Float]) -> ProtocolBuffer {
        let finite = numbers.filter(\.isFinite).map(Double.init)
        let (low, high) = (finite.min() ?? 0, finite.max() ?? 0)
        let count = low == high ? 1 : 30
        let width = (high - low) / Double(count)
        var buckets = [Double](repeating: 0, count: count)
        for number in finite {
            buckets[width == 0 ? 0 : min(count - 1, Int((number - low) / width))] += 1
        }
        var message = ProtocolBuffer()
        message.double(1, low)
        message.double(2, high)
        message.double(3, Double(finite.count))
        message.double(4, finite.reduce(0, +))
        message.double(5, finite.reduce(0) { $0 + $1 * $1 })
        message.doubles(6, (1...count).map { $0 == count ? high : low + width * Double($0) })
        message.doubles(7, buckets)
        return message
    }

    private func append(_ event: ProtocolBuffer) throws {
        func bytes<Integer: FixedWidthInteger>(_ value: Integer) -> [UInt8] {
            withUnsafeBytes(of: value.littleEndian) { Array($0) }
        }
        let length = bytes(UInt64(event.bytes.count))
        try AppendOnlyFile(path).append(
            length + bytes(CRC32C.masked(length)) + event.bytes + bytes(CRC32C.masked(event.bytes)))
    }
}
