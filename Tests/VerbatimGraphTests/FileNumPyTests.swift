import Testing
import Verbatim
import VerbatimTestSupport

@Suite struct FileNumPyTests {
    struct Fixture: Sendable, CustomStringConvertible {
        var header: String
        var version: UInt8 = 1
        var data: String
        var value: TensorValue
        /// Whether NumPy writes the tensor so, and we write the same bytes.
        var isCanonical: Bool = false
        var description: String { header }

        /// The file as NumPy 2.4 wrote it: the elements start at byte 128.
        var file: [UInt8] {
            let start = version == 1 ? 10 : 12
            var file: [UInt8] = [0x93] + Array("NUMPY".utf8) + [version, 0, UInt8(128 - start), 0]
            if version > 1 { file += [0, 0] }
            file += header.utf8
            file += [UInt8](repeating: 32, count: 127 - file.count) + [10]
            return file + bytes(data)
        }
    }

    static func fixtures() throws -> [Fixture] {
        [
            Fixture(
                header: "{'descr': '<f4', 'fortran_order': False, 'shape': (2, 3), }",
                data: "000000000000803f0000004000004040000080400000a040",
                value: try TensorValue([0, 1, 2, 3, 4, 5] as [Float], shape: [2, 3]), isCanonical: true),
            Fixture(
                header: "{'descr': '<f4', 'fortran_order': True, 'shape': (2, 3), }",
                data: "00000000000040400000803f00008040000000400000a040",
                value: try TensorValue([0, 1, 2, 3, 4, 5] as [Float], shape: [2, 3])),
            Fixture(
                header: "{'descr': '<f2', 'fortran_order': False, 'shape': (4,), }",
                data: "003e0080ff7b0100",
                value: try TensorValue([1.5, Half(bitPattern: 0x8000), 65504, 0x1p-24], shape: [4]), isCanonical: true),
            Fixture(
                header: "{'descr': '>f8', 'fortran_order': False, 'shape': (3,), }",
                data: "3ff800000000000080000000000000007ff0000000000000",
                value: try TensorValue([1.5, -0.0, Double.infinity], shape: [3])),
            Fixture(
                header: "{'descr': '>i2', 'fortran_order': True, 'shape': (2, 3, 4), }",
                data:
                    "0000000c00040010000800140001000d00050011000900150002000e00060012000a00160003000f00070013000b0017",
                value: try TensorValue((0..<24).map { Int16($0) }, shape: [2, 3, 4])),
            Fixture(
                header: "{'descr': '|b1', 'fortran_order': False, 'shape': (3,), }", data: "010001",
                value: try TensorValue([true, false, true], shape: [3]), isCanonical: true),
            Fixture(
                header: "{'descr': '|u1', 'fortran_order': False, 'shape': (), }", data: "c8",
                value: TensorValue(UInt8(200)), isCanonical: true),
            Fixture(
                header: "{'descr': '<i8', 'fortran_order': False, 'shape': (0, 3), }", data: "",
                value: try TensorValue([Int64](), shape: [0, 3]), isCanonical: true),
            Fixture(
                header: "{'descr': '<u4', 'fortran_order': False, 'shape': (1, 2), }", version: 2,
                data: "01000000ffffffff",
                value: try TensorValue([1, UInt32.max], shape: [1, 2])),
            Fixture(
                header: "{'descr': '<u8', 'fortran_order': False, 'shape': (1,), }", version: 3,
                data: "ffffffffffffffff",
                value: try TensorValue([UInt64.max], shape: [1])),
        ]
    }

    @Test func filesThatNumPyWrote() throws {
        for fixture in try Self.fixtures() {
            #expect(try NumPyFile(bytes: fixture.file).value == fixture.value, "\(fixture)")
            if fixture.isCanonical { #expect(try NumPyFile(fixture.value).serialized() == fixture.file, "\(fixture)") }
        }
    }

    @Test func everyTensorComesBack() throws {
        var generator = SampleGenerator(3)
        for element in ElementType.allCases where element != .bf16 {
            for _ in 0..<60 {
                let value = generator.tensor(TensorType(generator.shape(), element), .nasty)
                let file = try NumPyFile(value).serialized()
                #expect(try NumPyFile(bytes: file).value == value)
                #expect((file.count - value.type.byteCount) % 64 == 0)
            }
        }
        let deep = TensorValue(zeros: TensorType([Int](repeating: 1, count: 64), .i8))
        #expect(try NumPyFile(bytes: NumPyFile(deep).serialized()).value == deep)
    }

    @Test func theFormatHasNoNameForBFloat16() throws {
        let error = #expect(throws: VerbatimError.self) { try NumPyFile(TensorValue(1 as BFloat16)).serialized() }
        #expect(error?.code == .unsupported && error?.received == "tensor<bf16>")
        #expect(error?.remedy?.contains("safetensors") == true)
    }

    @Test func headersInOtherSpellings() throws {
        for header in [
            "{\"shape\": (2,), \"descr\": \"<f4\", \"fortran_order\": False}",
            "{'shape':(2L,),'fortran_order':True,'descr':'=f4'}",
            "  { 'descr' : 'f4' , 'fortran_order' : False , 'shape' : ( 2 , ) , }  ",
        ] {
            var fixture = try Self.fixtures()[0]
            fixture.header = header
            fixture.data = "0000803f00000040"
            #expect(try NumPyFile(bytes: fixture.file).value == TensorValue([1, 2] as [Float], shape: [2]))
        }
    }

    @Test func damagedFilesAreRefusedInOneLine() throws {
        let good = try Self.fixtures()[0]
        func refuse(_ file: [UInt8], _ says: String, _ code: VerbatimError.Code = .file) {
            do {
                _ = try NumPyFile(bytes: file)
                Issue.record("accepted: \(says)")
            } catch let error as VerbatimError {
                #expect(error.code == code, "\(error)")
                #expect(error.description.contains(says) && !error.description.contains("\n"), "\(error)")
            } catch {
                Issue.record("\(error)")
            }
        }
        func header(_ header: String, data: String? = nil) -> [UInt8] {
            var fixture = good
            fixture.header = header
            if let data { fixture.data = data }
            return fixture.file
        }
        refuse([], "this is not a .npy file; received 0 bytes")
        refuse(Array("PK\u{3}\u{4} a zip file".utf8), "this is not a .npy file")
        refuse(
            good.file.dropLast(), "received 23 bytes; expected 24 for tensor<2x3xf32>; the file may have been cut off")
        refuse(good.file + [0], "received 25 bytes; expected 24 for tensor<2x3xf32>")
        refuse(Array(good.file[..<100]), "ends in its header; received 100 bytes; expected 10 and the header's 118")
        refuse(good.file.indices.map { $0 == 6 ? 9 : good.file[$0] }, "unknown version; received 9.0", .unsupported)
        refuse(header("{'descr': '<c32', 'fortran_order': False, 'shape': (2, 3), }"), "received '<c32'", .unsupported)
        refuse(header("{'descr': '|f4', 'fortran_order': False, 'shape': (2, 3), }"), "received '|f4'", .unsupported)
        refuse(
            header("{'descr': [('a', '<f4')], 'fortran_order': False, 'shape': (2, 3), }"), "structured array",
            .unsupported)
        refuse(header("{'descr': '<f4', 'fortran_order': 0, 'shape': (2, 3), }"), "expected True or False")
        refuse(header("{'descr': '<f4', 'fortran_order': False, 'shape': (-2, 3), }"), "expected a size")
        refuse(header("{'descr': '<f4', 'fortran_order': False, 'shape': (6), }"), "expected `(6,)`")
        refuse(header("{'descr': '<f4', 'fortran_order': False, }"), "expected each of")
        refuse(header("{'descr': '<f4', 'descr': '<f4', 'fortran_order': False, 'shape': (2, 3), }"), "once")
        refuse(
            header("{'descr': '<f4', 'fortran_order': False, 'shape': (2, 3), } x"), "expected the end of the header")
        refuse(
            header("{'descr': '<f4', 'fortran_order': False, 'shape': (4294967296, 4294967296), }"),
            "no"
                + "t [4294967296, 4294967296]")
        refuse(
            header("{'descr': '<f4', 'fortran_order': False, 'shape': (99999999999999999999,), }"), "expected a size")
        refuse(
            header("{'descr': '|b1', 'fortran_order': False, 'shape': (2,), }", data: "0002"),
            "no truth value; received 2; expected 0 or 1")
    }

    @Test func mutatedFilesGiveAnErrorOrATensor() throws {
        var generator = SampleGenerator(17)
        let files = try Self.fixtures().map(\.file)
        let pieces = ["'", "(", ")", "{", "}", ",", "<", ">", "9999999999999999999", "0", "True", "b1", "f8", "-"]
        var accepted = 0
        for _ in 0..<20_000 {
            var file = generator.pick(files)
            for _ in 0..<generator.int(1...3) { mutate(&file, &generator, pieces: pieces, focus: 90) }
            do {
                let value = try NumPyFile(bytes: file).value
                #expect(value.type.byteCount <= file.count)
                #expect(try NumPyFile(bytes: NumPyFile(value).serialized()).value == value)
                accepted += 1
            } catch is VerbatimError {
            } catch {
                Issue.record("\(error)")
            }
        }
        #expect(accepted > 100 && accepted < 19_000)
    }
}

/// Changes a file somewhere, mostly within its first bytes.
func mutate(_ file: inout [UInt8], _ generator: inout SampleGenerator, pieces: [String], focus: Int) {
    guard !file.isEmpty else { return }
    let last = file.count - 1
    let start = generator.int(0...(generator.once(in: 4) ? last : min(last, focus)))
    let end = min(file.count, start + generator.int(1...8))
    switch generator.int(0...6) {
    case 0: file[start] = UInt8(generator.int(0...255))
    case 1: file[start] ^= 1 << UInt8(generator.int(0...7))
    case 2: file.removeSubrange(start..<end)
    case 3: file.insert(contentsOf: file[start..<end], at: start)
    case 4: file.replaceSubrange(start..<end, with: generator.pick(pieces).utf8)
    case 5:
        let piece = Array(generator.pick(pieces).utf8)
        for (offset, byte) in piece.enumerated() where start + offset < file.count { file[start + offset] = byte }
    default: file.removeSubrange(start...)
    }
}
