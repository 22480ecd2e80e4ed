import Testing
import Verbatim
import VerbatimTestSupport

@Suite struct FileSafetensorsTests {
    /// A file of a header and data.
    private func file(_ header: String, _ data: [UInt8] = []) -> [UInt8] {
        let count = header.utf8.count
        return (0..<8).map { UInt8(truncatingIfNeeded: count >> (8 * $0)) } + Array(header.utf8) + data
    }

    /// What the safetensors library, version 0.8, wrote.
    private var written: [UInt8] {
        file(
            #"{"__metadata__":{"format":"np","z":"é\n"},"b":{"dtype":"F64","shape":[3],"data_offsets":[0,24]},"#
                + #""a":{"dtype":"I8","shape":[2,2],"data_offsets":[24,28]},"#
                + #""flag":{"dtype":"BOOL","shape":[],"data_offsets":[28,29]}}     "#,
            bytes("0000000000000000000000000000f03f0000000000000040") + [1, 2, 3, 4, 1])
    }

    private func content() throws -> SafetensorsFile {
        SafetensorsFile(
            [
                SafetensorsFile.Entry("b", try TensorValue([0, 1, 2] as [Double], shape: [3])),
                SafetensorsFile.Entry("a", try TensorValue([1, 2, 3, 4] as [Int8], shape: [2, 2])),
                SafetensorsFile.Entry("flag", TensorValue(true)),
            ], metadata: ["format": "np", "z": "é\n"])
    }

    @Test func aFileThatTheLibraryWrote() throws {
        #expect(written.count == 8 + 216 + 29)
        let content = try content()
        #expect(try SafetensorsFile(bytes: written) == content)
        #expect(try content.serialized() == written)
        #expect(content["a"]?.type == TensorType([2, 2], .i8) && content["c"] == nil)
    }

    @Test func everyTensorComesBack() throws {
        var generator = SampleGenerator(5)
        for _ in 0..<200 {
            let entries = (0..<generator.int(0...6)).map { index in
                let name = "\(generator.pick(["", "w", "é/漢", "quote\"\\", "tab\t\u{1}"]))\(index)"
                let type = TensorType(generator.shape(), generator.pick(ElementType.allCases))
                return SafetensorsFile.Entry(name, generator.tensor(type, .nasty))
            }
            let metadata = generator.once(in: 2) ? [:] : ["b": "1", "a\u{0}": "\u{1F}🙂/"]
            let content = SafetensorsFile(entries, metadata: metadata)
            let bytes = try content.serialized()
            #expect(try SafetensorsFile(bytes: bytes) == content)
            #expect(try SafetensorsFile(bytes: bytes).serialized() == bytes)
        }
    }

    @Test func elementsAreAligned() throws {
        let entries = [
            SafetensorsFile.Entry("byte", TensorValue(UInt8(1))), SafetensorsFile.Entry("long", TensorValue(Int64(-1))),
            SafetensorsFile.Entry("half", TensorValue(1.5 as Half)),
        ]
        let bytes = try SafetensorsFile(entries).serialized()
        let header = String(decoding: bytes[8..<bytes.count - 11], as: UTF8.self)
        #expect(header.contains("\"half\":{\"dtype\":\"F16\",\"shape\":[],\"data_offsets\":[8,10]}"))
        #expect(bytes.suffix(3) == [0x00, 0x3e, 1])
        let brain = try SafetensorsFile([SafetensorsFile.Entry("x", TensorValue(1.5 as BFloat16))]).serialized()
        #expect(
            String(decoding: brain, as: UTF8.self).contains("\"dtype\":\"BF16\"") && brain.suffix(2) == [0xc0, 0x3f])
        #expect(header.contains("\"byte\":{\"dtype\":\"U8\",\"shape\":[],\"data_offsets\":[10,11]}"))
        #expect(header.contains("\"long\":{\"dtype\":\"I64\",\"shape\":[],\"data_offsets\":[0,8]}"))
        #expect((bytes.count - 11) % 8 == 0)
    }

    @Test func namesAreUsedOnce() throws {
        let entry = SafetensorsFile.Entry("a", TensorValue(true))
        #expect(throws: VerbatimError.self) { try SafetensorsFile([entry, entry]).serialized() }
        let reserved = SafetensorsFile.Entry("__metadata__", TensorValue(true))
        #expect(throws: VerbatimError.self) { try SafetensorsFile([reserved]).serialized() }
    }

    @Test func damagedFilesAreRefusedInOneLine() throws {
        func refuse(_ file: [UInt8], _ says: String, _ code: VerbatimError.Code = .file) {
            do {
                _ = try SafetensorsFile(bytes: file)
                Issue.record("accepted: \(says)")
            } catch let error as VerbatimError {
                #expect(error.code == code, "\(error)")
                #expect(error.description.contains(says) && !error.description.contains("\n"), "\(error)")
            } catch {
                Issue.record("\(error)")
            }
        }
        func tensor(_ description: String, _ data: [UInt8] = [0, 0, 0, 0]) -> [UInt8] {
            file("{\"w\":\(description)}", data)
        }
        refuse([], "not a safetensors file; received 0 bytes; expected at least 8")
        refuse(Array("PK\u{3}\u{4} a zip file".utf8), "ends in its header, or is none")
        refuse(Array(written[..<100]), "received 100 bytes; expected 8 and the header's 216")
        refuse(Array(written.dropLast()), "flag of a safetensors file lies outside the file; received bytes 28 to 29")
        refuse(written + [0], "belong to no tensor; received 30 bytes; expected 29")
        refuse(file("[]"), "no object")
        refuse(file(""), "no object")
        refuse(file("{"), "not JSON at byte 1; received the end; expected a name in quotes")
        refuse(file("{} x"), "not JSON at byte 3; received `x`; expected the end")
        refuse(file("{\"a\":1,\"a\":2}"), "not \"a\"")
        refuse(tensor("1"), "tensor w of a safetensors file is not described; received 1")
        refuse(tensor(#"{"dtype":"F32","shape":[1]}"#), "not described")
        refuse(tensor(#"{"dtype":"F32","shape":[1],"data_offsets":[0,4],"more":1}"#), "not described")
        refuse(tensor(#"{"dtype":"F32","shape":[1.0],"data_offsets":[0,4]}"#), "not described")
        refuse(tensor(#"{"dtype":"F8_E4M3","shape":[2],"data_offsets":[0,4]}"#), "received F8_E4M3", .unsupported)
        refuse(
            tensor(#"{"dtype":"F32","shape":[2],"data_offsets":[0,4]}"#),
            "received 4 bytes; expected 8 for tensor<2xf32>")
        refuse(tensor(#"{"dtype":"F32","shape":[-1],"data_offsets":[0,4]}"#), "memory could hold, not [-1]")
        refuse(tensor(#"{"dtype":"F32","shape":[4294967296,4294967296],"data_offsets":[0,4]}"#), "memory could hold")
        refuse(tensor(#"{"dtype":"F32","shape":[1],"data_offsets":[4,0]}"#), "ascending offsets")
        refuse(tensor(#"{"dtype":"F32","shape":[1],"data_offsets":[-4,0]}"#), "ascending offsets")
        refuse(tensor(#"{"dtype":"F32","shape":[1],"data_offsets":[0,8]}"#), "cut off")
        refuse(
            tensor(#"{"dtype":"U8","shape":[3],"data_offsets":[1,4]}"#),
            "leave a gap; received one from byte 1; expected from byte 0")
        refuse(tensor(#"{"dtype":"U8","shape":[3],"data_offsets":[0,3]}"#), "belong to no tensor")
        refuse(
            tensor(#"{"dtype":"BOOL","shape":[4],"data_offsets":[0,4]}"#, [0, 1, 2, 0]), "no truth value; received 2")
        refuse(file(#"{"__metadata__":{"a":1}}"#), "another kind under a; received a number; expected a text")
        refuse(file(#"{"__metadata__":"a"}"#), "received a text; expected an object of texts")
        let overlap =
            #"{"a":{"dtype":"U8","shape":[3],"data_offsets":[0,3]},"b":{"dtype":"U8","shape":[2],"data_offsets":[2,4]}}"#
        refuse(file(overlap, [0, 0, 0, 0]), "overlap or leave a gap")
        refuse(file(String(repeating: "{\"a\":", count: 100_000)), "expected at most 64 levels")
    }

    @Test func mutatedFilesGiveAnErrorOrTensors() throws {
        var generator = SampleGenerator(23)
        let files = [
            written, file("{}"), try SafetensorsFile([SafetensorsFile.Entry("x", TensorValue(Float(1)))]).serialized(),
        ]
        let pieces = [
            "\"", "{", "}", "[", "]", ",", ":", "9223372036854775807", "1e9", "-1", "0", "\\u00e9", "\\", "U8", "F32",
        ]
        var accepted = 0
        for _ in 0..<20_000 {
            var file = generator.pick(files)
            for _ in 0..<generator.int(1...3) { mutate(&file, &generator, pieces: pieces, focus: 230) }
            if generator.once(in: 2), file.count > 8 {
                // A header that is complete again lets the mutation go deeper.
                let count = (file.lastIndex(of: UInt8(ascii: "}")) ?? 8) - 7
                for byte in 0..<8 { file[byte] = UInt8(truncatingIfNeeded: count >> (8 * byte)) }
            }
            do {
                let content = try SafetensorsFile(bytes: file)
                #expect(content.entries.reduce(0) { $0 + $1.value.type.byteCount } <= file.count)
                #expect(try SafetensorsFile(bytes: content.serialized()) == content)
                accepted += 1
            } catch is VerbatimError {
            } catch {
                Issue.record("\(error)")
            }
        }
        #expect(accepted > 100 && accepted < 19_000)
    }

    @Test func jsonIsStrict() throws {
        func read(_ text: String) throws -> JSONValue { try JSONValue(Array(text.utf8)[...], source: "a test") }
        #expect(
            try read(#" {"a" : [1, -2.5e3, true, null, "\u00e9\ud83d\ude42\n\/"], "b": {}} "#)
                == .object([
                    .init("a", .array([.integer(1), .number(-2500), .boolean(true), .null, .string("é🙂\n/")])),
                    .init("b", .object([])),
                ]))
        #expect(try read("9223372036854775807") == .integer(.max))
        #expect(try read("9223372036854775808") == .number(0x1p63))
        for bad in [
            "", "{", "[1,]", "{\"a\":1,}", "{a:1}", "'a'", "01", "1.", ".5", "+1", "-", "1e", "tru", "nulll",
            "\"\u{1}\"",
            "\"\\x\"", "\"\\u12\"", "\"\\ud800\"", "\"\\ud800\\u0041\"", "\"\\udc00\"", "\"open", "[1 2]", "{\"a\" 1}",
            "1 1",
            "NaN", "1e999", "{\"a\":1,\"a\":1}", String(repeating: "[", count: 100),
        ] {
            #expect(throws: VerbatimError.self, "\(bad)") { try read(bad) }
        }
        #expect(throws: VerbatimError.self) { try JSONValue([0x22, 0xFF, 0x22], source: "a test") }
    }
}
