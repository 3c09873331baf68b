"""The words from which lifelike, invented names and texts are put together."""

from random import Random

FAMILY = ("Nguyễn", "Trần", "Lê", "Phạm", "Huỳnh", "Hoàng", "Phan", "Vũ", "Võ", "Đặng", "Bùi", "Đỗ", "Hồ", "Ngô", "Dương", "Lý")
MIDDLE = ("Văn", "Thị", "Minh", "Ngọc", "Thanh", "Quốc", "Hoài", "Thu", "Đức", "Gia", "Hữu", "Kim", "Anh", "Bảo", "Xuân")
GIVEN = (
    "An", "Bình", "Châu", "Dũng", "Duy", "Đạt", "Giang", "Hà", "Hạnh", "Hiếu", "Hoa", "Hùng", "Hương", "Khánh", "Khoa", "Lan",
    "Linh", "Long", "Mai", "Nam", "Nga", "Nhân", "Oanh", "Phong", "Phúc", "Phương", "Quân", "Quỳnh", "Sơn", "Tâm", "Thảo",
    "Thịnh", "Trang", "Trí", "Tuấn", "Uyên", "Việt", "Vy", "Yến", "Ân", "Ý", "Đông",
)  # fmt: skip
FORMS = ("Công ty TNHH", "Công ty Cổ phần", "Công ty CP Công nghệ", "Công ty TNHH MTV", "Công ty TNHH Giải pháp")
FIRST = (
    "Sông", "Mây", "Nắng", "Sao", "Lúa", "Sen", "Biển", "Gió", "Cánh Buồm", "Phù Sa", "Ánh Dương", "Bình Minh", "Đại Ngàn", "Hải Âu",
    "Hạt Mầm", "Khơi", "Mạch", "Nhịp", "Ong", "Rạng Đông", "Tre", "Trăng", "Ươm", "Vạn Xuân", "Ý Tưởng", "Đất Phương Nam", "Én", "Ô Xanh",
)  # fmt: skip
SECOND = (
    "Xanh", "Việt", "Số", "Mới", "Thông Minh", "Sài Gòn", "Bến Nghé", "Gia Định", "Thủ Thiêm", "An Phú", "Tương Lai", "Kết Nối", "Nhanh",
    "Sạch", "Vàng", "Sáng", "Bạc", "Lành", "Khỏe", "Vững", "Đỏ", "Tím", "Cao", "Rộng", "Ấm",
)  # fmt: skip
TAIL = ("", " Tech", " Lab", " AI", " Farm", " Care", " Pay", " Edu", " Logistics", " Data", " Robotics", " Bio", " Energy", " Cloud")
PLACES = ("Bến Thành", "Nhà Bè", "Cần Giờ", "Bàu Bàng", "Long Hải", "Thủ Đức", "Chợ Lớn", "Củ Chi", "Dĩ An", "Vũng Tàu")

PRODUCTS = (
    "nền tảng kết nối người mua và người bán trong vùng",
    "phần mềm theo dõi tiêu thụ năng lượng của nhà xưởng",
    "hệ thống cảm biến đo độ ẩm và dinh dưỡng cho nhà màng",
    "ứng dụng luyện nói tiếng Anh cho học sinh tiểu học",
    "dịch vụ đặt lịch và hồ sơ sức khỏe cho phòng khám nhỏ",
    "giải pháp tối ưu tuyến giao hàng chặng cuối",
    "công cụ phát hiện giao dịch bất thường cho ví điện tử",
    "thiết bị phân loại rác tại nguồn bằng thị giác máy tính",
    "trợ lý soạn thảo văn bản hành chính tiếng Việt",
    "nền tảng truy xuất nguồn gốc trái cây xuất khẩu",
    "dịch vụ giám sát an ninh mạng cho doanh nghiệp nhỏ",
    "kho lạnh dùng chung điều khiển từ xa",
    "robot hỗ trợ kiểm kho ban đêm",
    "vật liệu bao bì phân hủy từ bã mía",
    "phần mềm quản lý lớp học thêm và học phí",
)
PROBLEM = "Khách hàng của chúng tôi đang làm việc này bằng tay, tốn nhiều thời gian và hay sai sót; các giải pháp hiện có đắt và không phù hợp quy mô nhỏ."
NOVELTY = "Điểm mới là mô hình dữ liệu học từ thực tế tại Thành phố Hồ Chí Minh, chạy được trên thiết bị giá rẻ và không cần mạng ổn định."
MARKET = "Giai đoạn đầu phục vụ khoảng 300 cơ sở trong Thành phố, thu phí theo tháng; sau đó mở rộng sang các tỉnh lân cận qua đối tác phân phối."
TEAM = "Nhóm gồm người sáng lập có 8 năm kinh nghiệm trong ngành, một kỹ sư phần mềm, một kỹ sư thiết bị và một phụ trách thị trường."
IMPACT = "Dự kiến giảm 20% chi phí vận hành cho khách hàng, tạo 12 việc làm mới sau hai năm và giảm lượng hàng hư hỏng."
ACTIVITIES = (
    ("Khảo sát khách hàng và hoàn thiện yêu cầu", "Báo cáo khảo sát 50 khách hàng"),
    ("Hoàn thiện mẫu thử nghiệm", "Mẫu thử nghiệm chạy tại 5 điểm"),
    ("Thử nghiệm với khách hàng đầu tiên", "Biên bản thử nghiệm và số liệu đo"),
    ("Kiểm định, đăng ký sở hữu trí tuệ", "Đơn đăng ký đã được tiếp nhận"),
    ("Bán hàng thí điểm", "Hợp đồng với 10 khách hàng"),
)
LABOUR = ("Kỹ sư phần mềm", "Kỹ sư thiết bị", "Chuyên viên thị trường", "Nghiên cứu viên")
OTHER = ("Thuê chuyên gia tư vấn", "Thuê phòng thí nghiệm", "Kiểm định, chứng nhận", "Linh kiện mẫu thử", "Dịch vụ đổi mới sáng tạo")
REVIEW_REASON = (
    "Lập luận rõ, có số liệu khảo sát đi kèm.",
    "Ý tưởng phù hợp nhưng kế hoạch triển khai còn chung chung.",
    "Có khách hàng dùng thử, cần làm rõ giá bán.",
    "Nhóm có năng lực, đã có sản phẩm mẫu.",
    "Chưa chứng minh được điểm khác biệt so với sản phẩm đang có.",
    "Tác động kinh tế - xã hội thuyết phục.",
)
REJECTION = (
    "Hồ sơ chưa làm rõ tính mới so với sản phẩm cùng loại.",
    "Mô hình kinh doanh chưa khả thi với nguồn lực của nhóm.",
    "Điểm đánh giá dưới mức xét chọn của đợt.",
)
MISSING = "Bổ sung dự toán chi tiết cho khoản thuê chuyên gia và giấy chứng nhận đăng ký doanh nghiệp còn hiệu lực."


def person_name(rng: Random) -> str:
    return f"{rng.choice(FAMILY)} {rng.choice(MIDDLE)} {rng.choice(GIVEN)}"


def brand(rng: Random, number: int) -> str:
    """A brand; the number makes it unique once the plain combinations are used up."""
    name = f"{rng.choice(FIRST)} {rng.choice(SECOND)}{rng.choice(TAIL)}"
    return name if number < 1 else f"{name} {number}"


def product(rng: Random) -> str:
    return rng.choice(PRODUCTS)
