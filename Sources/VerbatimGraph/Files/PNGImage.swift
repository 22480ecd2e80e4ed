#if SystemCodecs
    import CPNG
#endif

/// One image in the PNG format, decoded by the system's libpng; only under the trait `SystemCodecs`.
///
/// What counts is the numbers that the file holds: color profiles, gamma and the transparent color of images without an
/// alpha channel are left aside.
///
/// Source: W3C, "Portable Network Graphics (PNG) Specification (Third Edition)".
public struct PNGImage: Sendable, Hashable {
    /// Pixels `[height, width, channels]` in f32, from 0 to 1: gray, or red, green, blue, with alpha behind where the
    /// file has it.
    public var pixels: TensorValue

    /// Whether bytes begin as PNG's do.
    public static func isPNG(_ bytes: [UInt8]) -> Bool { bytes.starts(with: signature) }

    private static let signature: [UInt8] = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]

    #if SystemCodecs
        /// Reads a file's bytes.
        ///
        /// - Throws: `VerbatimError` of code `.file` for bytes that are not one such image, whole and with its checksums,
        ///   of code `.unsupported` for 16 bits with alpha.
        public init(bytes: [UInt8]) throws {
            let (header, essence) = try Self.essence(bytes)
            let type = TensorType([header.height, header.width, header.channels], .f32)
            var pixels = TensorValue(zeros: type)
            if header.isWide {
                let values: [UInt16] = try Self.decoded(essence, header, PNG_FORMAT_FLAG_LINEAR)
                pixels.withUnsafeMutableElements(Float.self) {
                    for place in $0.indices { $0[place] = Float(values[place]) / 65_535 }
                }
            } else {
                let values: [UInt8] = try Self.decoded(essence, header, 0)
                pixels.withUnsafeMutableElements(Float.self) {
                    for place in $0.indices { $0[place] = Float(values[place]) / 255 }
                }
            }
            self.pixels = pixels
        }

        /// What an image's first chunk says.
        private struct Header {
            var width, height, bitDepth, colorType: Int

            var hasColor: Bool { colorType & 2 != 0 }
            var hasAlpha: Bool { colorType & 4 != 0 }
            var isWide: Bool { bitDepth == 16 }
            /// Channels of a pixel in the tensor; an entry of a palette has three.
            var channels: Int { (hasColor ? 3 : 1) + (hasAlpha ? 1 : 0) }
            /// The bits of a pixel in the file.
            var pixelBits: Int { bitDepth * (colorType == 3 ? 1 : channels) }
        }

        /// The chunks that an image cannot be without: libpng would change pixels for what others say.
        private static func essence(_ bytes: [UInt8]) throws -> (Header, [UInt8]) {
            func damaged(_ received: String, _ expected: String) -> VerbatimError {
                VerbatimError(
                    .file, "this is no PNG image that can be read", received: received, expected: expected,
                    remedy: "the file may have been cut off")
            }
            guard isPNG(bytes) else {
                throw damaged("\(bytes.count) bytes, first \(Array(bytes.prefix(8)))", "first \(signature)")
            }
            var kept = signature
            var header: Header?
            var (place, packed) = (8, 0)
            var type: [UInt8] = []
            while place < bytes.count {
                guard bytes.count - place >= 12 else {
                    throw damaged("\(bytes.count - place) bytes at byte \(place)", "a whole chunk")
                }
                func number(_ place: Int) -> Int { bytes[place..<place + 4].reduce(0) { $0 << 8 | Int($1) } }
                let length = number(place)
                guard length <= bytes.count - place - 12 else {
                    throw damaged("a chunk of \(length) bytes at byte \(place) of \(bytes.count)", "a whole chunk")
                }
                type = Array(bytes[place + 4..<place + 8])
                if header == nil {
                    guard type == Array("IHDR".utf8), length == 13 else {
                        throw damaged("a first chunk of another kind", "IHDR of 13 bytes")
                    }
                    header = Header(
                        width: number(place + 8), height: number(place + 12), bitDepth: Int(bytes[place + 16]),
                        colorType: Int(bytes[place + 17]))
                }
                if type == Array("IDAT".utf8) { packed += length }
                // A small first letter marks what a reader may leave aside.
                if type[0] & 0x20 == 0 { kept += bytes[place..<place + 12 + length] }
                place += 12 + length
            }
            guard let header, type == Array("IEND".utf8) else { throw damaged("another last chunk", "IEND") }
            guard !header.isWide || !header.hasAlpha else {
                throw VerbatimError(
                    .unsupported, "a PNG image has 16 bits and an alpha channel",
                    received: "color type \(header.colorType)",
                    expected: "16 bits without alpha, or 8 bits", remedy: "convert it")
            }
            // Deflate packs at most 1,032 bytes into one.
            let (area, overflows) = header.width.multipliedReportingOverflow(by: header.height)
            guard !overflows, area <= (packed + 1) * 1_032 * 8 / max(1, header.pixelBits) else {
                throw damaged(
                    "\(packed) packed bytes",
                    "what \(header.width)x\(header.height) pixels of \(header.pixelBits) bits take")
            }
            return (header, kept)
        }

        /// The pixels' channels as numbers of 8 or 16 bits, in row-major order.
        private static func decoded<Number: FixedWidthInteger>(
            _ bytes: [UInt8], _ header: Header, _ flags: UInt32
        ) throws -> [Number] {
            var image = png_image()
            image.version = UInt32(PNG_IMAGE_VERSION)
            defer { png_image_free(&image) }
            var numbers = [Number](repeating: 0, count: header.width * header.height * header.channels)
            func check(_ isWhole: Bool) throws {
                guard isWhole, image.warning_or_error == 0 else {
                    let message = withUnsafeBytes(of: image.message) {
                        String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
                    }
                    throw VerbatimError(
                        .file, "a PNG image cannot be decoded", received: message, expected: "a whole image",
                        remedy: "the file may have been cut off")
                }
            }
            // libpng reads on from these bytes until the image is finished.
            try bytes.withUnsafeBytes { bytes in
                try check(png_image_begin_read_from_memory(&image, bytes.baseAddress, bytes.count) != 0)
                guard image.width == header.width, image.height == header.height else {
                    throw VerbatimError(
                        .file, "a PNG image states two sizes", received: "\(image.width)x\(image.height)",
                        expected: "\(header.width)x\(header.height)")
                }
                image.format =
                    flags | (header.hasColor ? PNG_FORMAT_FLAG_COLOR : 0)
                    | (header.hasAlpha ? PNG_FORMAT_FLAG_ALPHA : 0)
                try check(
                    numbers.withUnsafeMutableBytes {
                        png_image_finish_read(&image, nil, $0.baseAddress, 0, nil)
                    } != 0)
            }
            return numbers
        }
    #else
        /// Says how to get a build that decodes.
        ///
        /// - Throws: `VerbatimError` of code `.unsupported`.
        public init(bytes: [UInt8]) throws {
            throw SystemCodecs.absent("PNG", otherwise: "convert the image to PPM")
        }
    #endif
}
