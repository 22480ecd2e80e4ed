/// Named tensors in the safetensors format: a JSON header, then the elements, little-endian, without gaps.
///
/// Source: huggingface/safetensors, README, "Format".
public struct SafetensorsFile: Sendable, Hashable {
    /// A tensor under its name.
    public typealias Entry = TensorEntry

    /// The tensors in the order of the header.
    public var entries: [Entry]
    /// What the file says of itself; written in the order of the keys.
    public var metadata: [String: String]

    private static let metadataName = "__metadata__"
    private static let headerLimit = 100_000_000
    private static let elements: [(name: String, element: ElementType)] = [
        ("BOOL", .bool), ("U8", .u8), ("I8", .i8), ("I16", .i16), ("U16", .u16), ("I32", .i32), ("U32", .u32),
        ("F16", .f16), ("BF16", .bf16), ("F32", .f32), ("F64", .f64), ("I64", .i64), ("U64", .u64),
    ]

    /// Makes a file of tensors.
    public init(_ entries: [Entry], metadata: [String: String] = [:]) {
        self.entries = entries
        self.metadata = metadata
    }

    /// The tensor of a name; nil if there is none.
    public subscript(name: String) -> TensorValue? { entries[name] }

    /// Reads a file's bytes.
    ///
    /// - Throws: `VerbatimError` of code `.file` for bytes that are not such a file, whose tensors overlap, leave gaps
    ///   or do not fill their shapes, and of code `.unsupported` for element types that tensors do not have.
    public init(bytes: [UInt8]) throws { self = try bytes.withUnsafeBytes { try SafetensorsFile(bytes: $0) } }

    /// Reads a file's bytes.
    ///
    /// - Throws: As `init(bytes:)` of an array.
    public init(bytes: UnsafeRawBufferPointer) throws {
        guard bytes.count >= 8 else {
            throw VerbatimError(
                .file, "this is not a safetensors file", received: "\(bytes.count) bytes", expected: "at least 8")
        }
        let length = (0..<8).reversed().reduce(UInt64(0)) { $0 << 8 | UInt64(bytes[$1]) }
        guard length <= UInt64(min(Self.headerLimit, bytes.count - 8)) else {
            throw VerbatimError(
                .file, "a safetensors file ends in its header, or is none", received: "\(bytes.count) bytes",
                expected: "8 and the header's \(length), at most \(Self.headerLimit)")
        }
        let header = Array(bytes[8..<8 + Int(length)])
        guard header.first == UInt8(ascii: "{"),
            case .object(let members) = try JSONValue(header[...], source: "the header of a safetensors file")
        else {
            throw VerbatimError(
                .file, "the header of a safetensors file is no object",
                received: "`\(String(decoding: header.prefix(20), as: UTF8.self))`", expected: "`{`")
        }
        let data = UnsafeRawBufferPointer(rebasing: bytes[(8 + Int(length))...])
        metadata = [:]
        entries = []
        var ranges: [Range<Int>] = []
        for member in members {
            if member.name == Self.metadataName {
                metadata = try Self.metadata(member.value)
                continue
            }
            let (type, range) = try Self.place(member, dataCount: data.count)
            ranges.append(range)
            let stored = UnsafeRawBufferPointer(rebasing: data[range])
            entries.append(Entry(member.name, try ElementBytes.tensor(type, stored, "tensor \(member.name)")))
        }
        var end = 0
        for range in ranges.sorted(by: { ($0.lowerBound, $0.upperBound) < ($1.lowerBound, $1.upperBound) }) {
            guard range.lowerBound == end else {
                throw VerbatimError(
                    .file, "the tensors of a safetensors file overlap or leave a gap",
                    received: "one from byte \(range.lowerBound)", expected: "from byte \(end)")
            }
            end = range.upperBound
        }
        guard end == data.count else {
            throw VerbatimError(
                .file, "a safetensors file has bytes that belong to no tensor", received: "\(data.count) bytes",
                expected: "\(end)")
        }
    }

    /// The file's bytes; elements lie by descending width, so that each is aligned, the header keeps the order.
    ///
    /// - Throws: `VerbatimError` of code `.configuration` if a name is used twice or reserved.
    public func serialized() throws -> [UInt8] {
        var names: Set<String> = []
        for entry in entries where !names.insert(entry.name).inserted || entry.name == Self.metadataName {
            throw VerbatimError(
                .configuration, "a safetensors file cannot hold a tensor of this name", received: entry.name,
                expected: "each name once, and not \(Self.metadataName)")
        }
        let order = entries.indices.sorted {
            let (left, right) = (entries[$0].value.type.element.byteCount, entries[$1].value.type.element.byteCount)
            return left == right ? $0 < $1 : left > right
        }
        var starts = [Int](repeating: 0, count: entries.count)
        var end = 0
        for index in order {
            starts[index] = end
            end += entries[index].value.type.byteCount
        }
        var members: [JSONValue.Member] = []
        if !metadata.isEmpty {
            let texts = metadata.keys.sorted().map { JSONValue.Member($0, .string(metadata[$0]!)) }
            members.append(JSONValue.Member(Self.metadataName, .object(texts)))
        }
        for (entry, start) in zip(entries, starts) {
            let type = entry.value.type
            guard let name = Self.elements.first(where: { $0.element == type.element })?.name else {
                throw VerbatimError(
                    .unsupported, "a .safetensors file cannot hold elements of this type", received: "\(type)",
                    expected: Self.elements.map(\.element.rawValue).joined(separator: ", "))
            }
            members.append(
                JSONValue.Member(
                    entry.name,
                    .object([
                        JSONValue.Member("dtype", .string(name)),
                        JSONValue.Member("shape", .array(type.shape.map { .integer($0) })),
                        JSONValue.Member("data_offsets", .array([.integer(start), .integer(start + type.byteCount)])),
                    ])))
        }
        var header = JSONValue.object(members).serialized()
        while header.count % 8 != 0 { header.append(UInt8(ascii: " ")) }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(8 + header.count + end)
        for byte in 0..<8 { bytes.append(UInt8(truncatingIfNeeded: header.count >> (8 * byte))) }
        bytes += header
        for index in order { ElementBytes.append(entries[index].value, to: &bytes) }
        return bytes
    }

    // MARK: The header

    private static func metadata(_ value: JSONValue) throws -> [String: String] {
        guard case .object(let members) = value else {
            throw VerbatimError(
                .file, "\(metadataName) of a safetensors file is of another kind", received: value.kind,
                expected: "an object of texts")
        }
        var metadata: [String: String] = [:]
        for member in members {
            guard case .string(let text) = member.value else {
                throw VerbatimError(
                    .file, "\(metadataName) of a safetensors file holds another kind under \(member.name)",
                    received: member.value.kind, expected: "a text")
            }
            metadata[member.name] = text
        }
        return metadata
    }

    /// A tensor's type and the bytes it fills.
    private static func place(_ member: JSONValue.Member, dataCount: Int) throws -> (TensorType, Range<Int>) {
        let what = "tensor \(member.name) of a safetensors file"
        guard case .object(let fields) = member.value, fields.count == 3,
            case .string(let dtype)? = member.value["dtype"], let shape = integers(member.value["shape"]),
            let offsets = integers(member.value["data_offsets"]), offsets.count == 2
        else {
            throw VerbatimError(
                .file, "\(what) is not described",
                received: String(decoding: member.value.serialized().prefix(80), as: UTF8.self),
                expected: "dtype, shape and two data_offsets")
        }
        guard let element = elements.first(where: { $0.name == dtype })?.element else {
            throw VerbatimError(
                .unsupported, "\(what) holds elements of a type that tensors do not have", received: dtype,
                expected: elements.map(\.name).joined(separator: ", "))
        }
        guard 0 <= offsets[0], offsets[0] <= offsets[1], offsets[1] <= dataCount else {
            throw VerbatimError(
                .file, "\(what) lies outside the file", received: "bytes \(offsets[0]) to \(offsets[1])",
                expected: "ascending offsets up to \(dataCount)", remedy: "the file may have been cut off")
        }
        guard let byteCount = ElementBytes.byteCount(shape, element), byteCount == offsets[1] - offsets[0] else {
            throw VerbatimError(
                .file, "\(what) does not fill its shape", received: "\(offsets[1] - offsets[0]) bytes",
                expected: ElementBytes.byteCount(shape, element).map { "\($0) for \(TensorType(shape, element))" }
                    ?? "a shape that memory could hold, not \(shape)")
        }
        return (TensorType(shape, element), offsets[0]..<offsets[1])
    }

    private static func integers(_ value: JSONValue?) -> [Int]? {
        guard case .array(let values)? = value else { return nil }
        var numbers: [Int] = []
        for value in values {
            guard case .integer(let number) = value else { return nil }
            numbers.append(number)
        }
        return numbers
    }
}
