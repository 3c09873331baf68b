"""The case of the grant journey: its call, its amounts and its people."""

POLICY, CALL, TITLE = "Hỗ trợ dự án giai đoạn tiền ươm tạo", "Tiền ươm tạo, đợt 2", "Kho lạnh mặt trời"
REQUESTED, GRANTED, PAID = 20_000_000, 18_500_000, 8_500_000
GAP = "Chưa so sánh với giải pháp đang có trên thị trường"
OWNER, TEAMMATE = "lan@khoinghiep.example", "binh@khoinghiep.example"
